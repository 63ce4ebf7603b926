import { join } from 'node:path';
import fc from 'fast-check';
import { readMigrationFiles } from '../../db/migration-files';
import { splitStatements } from '../../db/split-statements';

const texts = (sql: string) => splitStatements(sql).map(({ text }) => text);

describe('splitStatements', () => {
  it.each([
    ['semicolons', 'SELECT 1; SELECT 2;', ['SELECT 1', 'SELECT 2']],
    ['a last statement without one', 'SELECT 1; SELECT 2', ['SELECT 1', 'SELECT 2']],
    ['nothing', ' ;; -- only this\n /* and this */ ; ', []],
    ['a quoted text', `SELECT 'a;''b;'; SELECT 2`, [`SELECT 'a;''b;'`, 'SELECT 2']],
    ['a backslash, which is none in a plain text', `SELECT 'a\\'; SELECT 2`, [`SELECT 'a\\'`, 'SELECT 2']],
    ['an escape text', `SELECT E'a\\';b', e';'; SELECT 2`, [`SELECT E'a\\';b', e';'`, 'SELECT 2']],
    ['a small e before it', `SELECT e'a\\';b'; SELECT 2`, [`SELECT e'a\\';b'`, 'SELECT 2']],
    ['a word that ends in e before a text', `SELECT date'\\'; SELECT 2`, [`SELECT date'\\'`, 'SELECT 2']],
    ['an identifier', `SELECT 1 AS "a;""b"; SELECT 2`, [`SELECT 1 AS "a;""b"`, 'SELECT 2']],
    ['a line comment', `SELECT 1 -- it's; one\n+ 1; SELECT 2`, [`SELECT 1 -- it's; one\n+ 1`, 'SELECT 2']],
    [
      'nested comments',
      `SELECT /* a; /* b; */ c; */ 1; SELECT 2`,
      [`SELECT /* a; /* b; */ c; */ 1`, 'SELECT 2'],
    ],
    ['a dollar quote', `DO $$ BEGIN; END; $$; SELECT 2`, [`DO $$ BEGIN; END; $$`, 'SELECT 2']],
    ['tags in tags', `DO $a$ $b$; $$; $b$ $a$; SELECT 2`, [`DO $a$ $b$; $$; $b$ $a$`, 'SELECT 2']],
    ['a dollar in a word', `SELECT a$b$; SELECT c$b$`, [`SELECT a$b$`, `SELECT c$b$`]],
    ['parameters', `SELECT $1; SELECT $2`, [`SELECT $1`, `SELECT $2`]],
    [
      'parentheses',
      `CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2); SELECT 3`,
      ['CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2)', 'SELECT 3'],
    ],
    ['a transaction', `BEGIN; SELECT 1; COMMIT`, ['BEGIN', 'SELECT 1', 'COMMIT']],
  ])('understands %s', (_what, sql, expected) => {
    expect(texts(sql)).toEqual(expected);
  });

  it('says on which line a statement begins, after its comments', () => {
    expect(splitStatements(`-- first\n\nSELECT 1;\n/* a\nb */ SELECT\n2;`)).toEqual([
      { text: 'SELECT 1', line: 3 },
      { text: 'SELECT\n2', line: 5 },
    ]);
  });

  it.each([
    [`SELECT 1;\nSELECT 'a`, `line 2: ' is opened`],
    [`SELECT "a`, `line 1: " is opened`],
    [`SELECT E'a\\'`, `line 1: ' is opened`],
    [`/* a /* b */`, `line 1: /* is opened`],
    [`DO $a$ $$ $b$`, `line 1: $a$ is opened`],
  ])('refuses %j, which does not end', (sql, message) => {
    expect(() => splitStatements(sql)).toThrow(message);
  });

  it('refuses a body whose end only a parser finds', () => {
    expect(() => splitStatements('CREATE FUNCTION f()\nBEGIN ATOMIC SELECT 1; END;')).toThrow(
      'line 2: a BEGIN ATOMIC',
    );
    expect(texts(`SELECT 'BEGIN ATOMIC', "begin atomic", abegin atomic`)).toHaveLength(1);
  });

  it('gives back what was joined, however the pieces are quoted', () => {
    fc.assert(
      fc.property(fc.array(statement(), { maxLength: 6 }), separators(), (statements, separator) => {
        expect(texts(statements.join(`;${separator}`))).toEqual(statements.map((text) => text.trimEnd()));
      }),
      { numRuns: 500 },
    );
  });

  it('ends on every text, and never loses anything but space, comments and semicolons', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...`'"$a1E\\;-/*()\n x`), { maxLength: 40 }), (characters) => {
        const sql = characters.join('');
        const parts = statementsOf(sql);
        expect(parts === undefined || between(parts).test(sql)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('leaves nothing in our own files that the Data API could take for a parameter', async () => {
    const { migrations, functions } = await readMigrationFiles(join(__dirname, '../../db'));
    for (const { path, text } of [...migrations, ...functions]) {
      for (const { text: statement, line } of splitStatements(text)) {
        expect({ path, line, marks: statement.match(/:\w+|\?/g) }).toEqual({ path, line, marks: null });
      }
    }
  });
});

/** The statements of a text; undefined when it is refused. */
function statementsOf(sql: string): string[] | undefined {
  try {
    return texts(sql);
  } catch {
    return undefined;
  }
}

/** Matches a text in which only space, comments and semicolons stand around these statements. */
function between(statements: readonly string[]): RegExp {
  const ignored = String.raw`(?:[\s;]|--.*(?:\n|$)|/\*[^]*?\*/+)*`;
  const literal = (text: string) => text.replace(/[$()*+.?[\\\]^{|}/-]/g, String.raw`\$&`);
  return new RegExp(`^${ignored}${statements.map((text) => literal(text) + ignored).join('')}$`);
}

function separators(): fc.Arbitrary<string> {
  return fc.constantFrom('', ' ', '\n', ' -- it\'s; "a\n', "/* $$; /* ' */ */", ';\n;');
}

/** A word and then quoted pieces with anything in them. */
function statement(): fc.Arbitrary<string> {
  const inside = fc.array(fc.constantFrom(';', "'", '"', '$', '$$', '--', '/*', '*/', '\\', '\n', 'é', 'e'), {
    maxLength: 8,
  });
  const text = inside.map((parts) => parts.join(''));
  const piece = fc.oneof(
    text.map((value) => `'${value.replaceAll("'", "''")}'`),
    text.map((value) => `E'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`),
    text.map((value) => `"${value.replaceAll('"', '""')}"`),
    text.map((value) => `$tag$${value}$tag$`),
    text.map((value) => `/*${value.replaceAll('/*', '').replaceAll('*/', '').replaceAll(/[*/]/g, '')}*/`),
    text.map((value) => `--${value.replaceAll('\n', '')}\n`),
    fc.constantFrom('date', 'x1', '$1', '+', 'größe'),
  );
  return fc.array(piece, { maxLength: 5 }).map((pieces) => ['SELECT', ...pieces, 'x'].join(' '));
}
