import fc from 'fast-check';
import { AdoptionRefusedError } from '../../db/adoption-finding';
import { DEFAULT_NAMES } from '../../db/database-names';
import { schemaText } from '../../db/schema-text';
import type { TestDatabase } from './engine';
import { deploy, onPGlite } from './on-every-database';
import { asked, register, rollBack } from './registering';
import { idOf, shapes, type Shape } from './shapes';

const RUNS = Number(process.env.SHAPES ?? 12);
const SUB = '11111111-2222-4333-8444-555555555555';
const NEWCOMER = {
  user_id: '99999999-2222-4333-8444-555555555555',
  cognito_id: SUB,
  email: 'new@example.org',
};

/** Tables of users as somebody might have them: a registration lands, or nothing was touched and everything wrong is said. */
onPGlite((engine) => {
  const names = { ...DEFAULT_NAMES, usersTable: 'app.people', isOurCluster: false };

  it('any shape is adopted, and people register, or it is refused and stays as it was', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, async (shape) => {
        const database = await engine.create();
        await make(database, shape);
        const before = await everything(database);

        const error: unknown = await deploy(database, names).catch((reason: unknown) => reason);

        if (!shape.isAcceptable) {
          expect(error).toBeInstanceOf(AdoptionRefusedError);
          expect(await everything(database)).toEqual(before);
          return;
        }
        expect(error).not.toBeInstanceOf(Error);
        await expectRegistrations(database, shape);
        await expectGolden(database);
      }),
      { numRuns: RUNS, ...(process.env.SEED ? { seed: Number(process.env.SEED) } : {}) },
    );
  }, 600_000);

  it('identities may be UUIDs', async () => {
    const columns = ['id uuid PRIMARY KEY', 'email text NOT NULL', 'cognito_id uuid'];
    const shape: Shape = { columns, after: [], isAcceptable: true, id: 'uuid' };
    const database = await engine.create();
    await make(database, shape);
    await deploy(database, names);

    await expectRegistrations(database, shape);
  });

  async function make(database: TestDatabase, { columns, after, id }: Shape): Promise<void> {
    await database.query('DROP SCHEMA IF EXISTS app CASCADE');
    await database.query('CREATE SCHEMA app');
    await database.query('SET search_path = app, public, user_registration');
    await database.query(`CREATE TABLE people (${columns.join(', ')})`);
    const extra = columns.includes('tenant int NOT NULL')
      ? ['tenant', '1']
      : columns.includes('name text NOT NULL')
        ? ['name', `'x'`]
        : [];
    const times = columns
      .filter((one) => one.endsWith('_at timestamptz NOT NULL'))
      .map((one) => one.split(' ')[0] ?? '');
    const list = ['id', 'email', ...extra.slice(0, 1), ...times].join(', ');
    const row = (n: number, email: string) =>
      `(${[`'${idOf(id, n)}'`, `'${email}'`, ...extra.slice(1), ...times.map(() => 'now()')].join(', ')})`;
    if (!columns.some((one) => one.includes('tenant int NOT NULL') && one.includes('name')))
      await database
        .query(
          `INSERT INTO people (${list}) VALUES ${row(1, 'Ann@Example.org')}, ${row(2, 'bob@example.org')}`,
        )
        .catch(() => undefined);
    for (const sql of after) await database.query(sql);
  }

  /** Somebody new, and who had a row: created, linked, taken back; and an application that knows only id and e-mail. */
  async function expectRegistrations(database: TestDatabase, { id, columns }: Shape): Promise<void> {
    expect((await register(database, NEWCOMER)).operation).toBe('created');
    expect((await rollBack(database)).reason).toBe('deleted');
    const linked = {
      ...NEWCOMER,
      envelope_id: 'e2',
      email: 'ann@example.org',
      asked: asked({ cognito_id: SUB }),
    };
    const answer = await register(database, linked);
    expect(answer).toMatchObject({ operation: 'linked', user: { id: idOf(id, 1), cognito_id: SUB } });
    const times = columns
      .filter((one) => one.endsWith('_at timestamptz NOT NULL'))
      .map((one) => one.split(' ')[0] ?? '');
    await database.query(
      `INSERT INTO app.people (${['id', 'email', ...times].join(', ')}) VALUES (${[`'${idOf(id, 3)}'`, `'Eve@Example.org'`, ...times.map(() => 'now()')].join(', ')})`,
    );
    const unlinked = await database.query(
      `SELECT email FROM app.people AS p WHERE is_unlinked(p) ORDER BY email`,
    );
    expect(unlinked).toEqual([{ email: 'bob@example.org' }, { email: 'eve@example.org' }]);
    await expectNoForgery(database);
  }

  /** Nobody owns a row by saying to be its placeholder, which is a UUID where the column is. */
  async function expectNoForgery(database: TestDatabase): Promise<void> {
    const unlinked = `SELECT CAST(p.* AS text) AS row, CAST(cognito_id AS text) AS cognito_id FROM app.people AS p WHERE is_unlinked(p)`;
    const before = await database.query(unlinked);
    const [row] = before as { cognito_id: string }[];
    const forged = {
      ...NEWCOMER,
      envelope_id: 'e3',
      email: 'mallory@example.org',
      cognito_id: row!.cognito_id,
    };

    await expect(register(database, forged)).rejects.toThrow(/SQLSTATE 22023, cognito_id/);
    expect(await database.query(unlinked)).toEqual(before);
  }

  /** All but the types and NOT NULLs that were the table's own. */
  async function expectGolden(database: TestDatabase): Promise<void> {
    const text = await database.port.transaction((execute) => schemaText(execute, names));
    const golden = await goldenText(database);
    expect(withoutTypes(text)).toBe(withoutTypes(golden));
  }

  let golden: string | undefined;
  async function goldenText(database: TestDatabase): Promise<string> {
    const { readFile } = await import('node:fs/promises');
    void database;
    return (golden ??= await readFile(`${__dirname}/../../db/schema.sql`, 'utf8'));
  }

  function withoutTypes(text: string): string {
    return text
      .replace(
        /^(-- {3}(?:id|email|name|created_at|updated_at|cognito_id|phone) )(?:character varying(?:\(\d+\))?|text|uuid|timestamp(?:\(\d\))? with(?:out)? time zone)/gm,
        '$1…',
      )
      .replace(/^(-- {3}(?:name|phone) …) DEFAULT$/gm, '$1');
  }

  /** Every relation, column, constraint, trigger, right and row of the schema, as text. */
  async function everything(database: TestDatabase): Promise<unknown> {
    return database.query(`
      SELECT c.relname, c.relacl::text, c.relrowsecurity, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
             (SELECT count(*)::int FROM pg_constraint WHERE conrelid = c.oid) AS constraints, (SELECT count(*)::int FROM pg_trigger WHERE tgrelid = c.oid) AS triggers,
             (SELECT count(*)::int FROM pg_namespace WHERE nspname = 'user_registration') AS ours, (SELECT array_agg(p::text) FROM app.people AS p) AS rows
        FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid
       WHERE c.relnamespace = 'app'::regnamespace AND a.attnum > 0 ORDER BY 1, a.attnum`);
  }
});
