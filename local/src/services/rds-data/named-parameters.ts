/** SQL with its `:name` parameters numbered as PostgreSQL wants them. */
export interface NumberedSql {
  readonly text: string;
  /** Name of `$1`, `$2` and so on. */
  readonly names: readonly string[];
}

// Quotes, comments and `::` hide a colon; dollar quotes and array slices do not. The Data API itself is blind to these two:
// `SELECT $$a :b c$$` gives "a $1 c", `a[1:2]` a syntax error at "$1" (measured on Aurora PostgreSQL 17.9 by the authors of
// tmokmss/aurora-data-api-proxy, COMPATIBILITY.md). What would break in AWS breaks here.
const token = /[eE]'(?:[^'\\]|\\.|'')*'?|'(?:[^']|'')*'?|"(?:[^"]|"")*"?|--[^\n]*|\/\*|::|:([A-Za-z0-9_]+)/gs;

/** Numbers the parameters: those that have a value first, so that a missing one is the server's to complain about. */
export function numberParameters(sql: string, given: ReadonlySet<string>): NumberedSql {
  const names = namesIn(sql);
  const ordered = [...names.filter((name) => given.has(name)), ...names.filter((name) => !given.has(name))];
  const text = replaceNames(sql, (name) => `$${ordered.indexOf(name) + 1}`);
  return { text, names: ordered.filter((name) => given.has(name)) };
}

function namesIn(sql: string): string[] {
  const names = new Set<string>();
  replaceNames(sql, (name) => {
    names.add(name);
    return '';
  });
  return [...names];
}

function replaceNames(sql: string, replacement: (name: string) => string): string {
  let text = '';
  let end = 0;
  token.lastIndex = 0;
  for (let match = token.exec(sql); match; match = token.exec(sql)) {
    if (match[0] === '/*') token.lastIndex = endOfComment(sql, match.index);
    if (match[1] === undefined) continue;
    text += sql.slice(end, match.index) + replacement(match[1]);
    end = token.lastIndex;
  }
  return text + sql.slice(end);
}

/** Block comments nest in PostgreSQL. */
function endOfComment(sql: string, start: number): number {
  let depth = 0;
  for (let at = start; at < sql.length; at++) {
    const two = sql.slice(at, at + 2);
    if (two === '/*') depth++;
    if (two === '*/') depth--;
    if (two === '/*' || two === '*/') at++;
    if (depth === 0) return at + 1;
  }
  return sql.length;
}
