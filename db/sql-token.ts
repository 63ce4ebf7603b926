/**
 * Where the token that begins at `start` ends: a whole quoted text, identifier, comment, dollar-quoted body or word, or else
 * one character. PostgreSQL's lexical rules with `standard_conforming_strings` on ("SQL Syntax: Lexical Structure").
 */
export function endOfToken(sql: string, start: number): number {
  const rest = sql.slice(start);
  if (rest.startsWith("'") || rest.startsWith('"')) return afterQuote(sql, start, rest.charAt(0), false);
  if (/^e'/i.test(rest)) return afterQuote(sql, start + 1, "'", true);
  if (rest.startsWith('--')) return start + (rest.indexOf('\n') + 1 || rest.length);
  if (rest.startsWith('/*')) return afterComment(sql, start);
  const tag = /^\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$/u.exec(rest)?.[0];
  if (tag) return after(sql, tag, start + tag.length, start);
  // A word is one token, so that neither the e of date'…' nor the $ of a$b$ begins a quote.
  return start + (/^[\p{L}_][\p{L}\p{N}_$]*/u.exec(rest)?.[0].length ?? 1);
}

function afterQuote(sql: string, start: number, quote: string, escapes: boolean): number {
  for (let at = start + 1; at < sql.length; at++) {
    if (escapes && sql[at] === '\\') at++;
    else if (sql[at] === quote && sql[at + 1] === quote) at++;
    else if (sql[at] === quote) return at + 1;
  }
  throw unclosed(sql, start, quote);
}

function afterComment(sql: string, start: number): number {
  const marks = /\/\*|\*\//g;
  marks.lastIndex = start;
  let depth = 0;
  for (let mark = marks.exec(sql); mark; mark = marks.exec(sql)) {
    depth += mark[0] === '/*' ? 1 : -1;
    if (depth === 0) return marks.lastIndex;
  }
  throw unclosed(sql, start, '/*');
}

function after(sql: string, closing: string, from: number, start: number): number {
  const at = sql.indexOf(closing, from);
  if (at < 0) throw unclosed(sql, start, closing);
  return at + closing.length;
}

function unclosed(sql: string, start: number, opening: string): Error {
  return new Error(`line ${sql.slice(0, start).split('\n').length}: ${opening} is opened and never closed`);
}
