import { endOfToken } from './sql-token';

/** One statement of an SQL file, and the line (from 1) where it begins. */
export interface Statement {
  readonly text: string;
  readonly line: number;
}

/**
 * Splits an SQL file into its statements, without their semicolons; the Data API takes one statement per call
 * ("Multistatements aren't supported"). Quotes, comments and dollar quotes hide semicolons, and so do parentheses
 * (`CREATE RULE … DO (a; b)`). Refuses what is not closed, and `BEGIN ATOMIC` bodies, whose end only a parser finds.
 */
export function splitStatements(sql: string): Statement[] {
  const statements: Statement[] = [];
  let start = 0;
  let depth = 0;
  for (let at = 0; at < sql.length; at = endOfToken(sql, at)) {
    if (sql[at] === '(') depth++;
    if (sql[at] === ')') depth--;
    if (isAtomicBody(sql, at))
      throw new Error(`line ${lineOf(sql, at)}: a BEGIN ATOMIC body; use a quoted body`);
    if (sql[at] !== ';' || depth > 0) continue;
    statements.push(...trimmed(sql, start, at));
    start = at + 1;
  }
  return [...statements, ...trimmed(sql, start, sql.length)];
}

/** The statement between two places, without what stands around it; none when that is only space and comments. */
function trimmed(sql: string, start: number, end: number): Statement[] {
  let first = start;
  while (first < end && isIgnored(sql, first)) first = endOfToken(sql, first);
  return first < end ? [{ text: sql.slice(first, end).trimEnd(), line: lineOf(sql, first) }] : [];
}

function isIgnored(sql: string, at: number): boolean {
  return /\s/.test(sql.charAt(at)) || sql.startsWith('--', at) || sql.startsWith('/*', at);
}

function isAtomicBody(sql: string, at: number): boolean {
  return /^begin\s+atomic\b/i.test(sql.slice(at, at + 40)) && !/[\w$]/.test(sql.charAt(at - 1));
}

function lineOf(sql: string, at: number): number {
  return sql.slice(0, at).split('\n').length;
}
