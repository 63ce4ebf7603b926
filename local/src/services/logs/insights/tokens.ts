import { malformedQuery } from './query-error';

export interface Token {
  readonly kind: 'name' | 'number' | 'text' | 'regex' | 'symbol';
  /** Lower-case for names that may be words of the language; see `name`. */
  readonly text: string;
  /** The name as written; a regex's flags; a text without its quotes. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

const SPACE = /(?:\s|#[^\n]*)*/y;
const PLAIN: readonly (readonly [Token['kind'], RegExp])[] = [
  ['number', /\d+\.?\d*(?:e[-+]?\d+)?/iy],
  ['name', /`([^`]+)`|@?[A-Za-z_][\w.]*/y],
  ['text', /"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'/y],
  ['symbol', /=~|!=|<=|>=|[=<>|(),[\]*+\-/%^]/y],
];
const REGEX = /\/((?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\])+)\/([a-z]*)/y;

/** The tokens of a query. A `/` begins a regular expression behind `like` and `=~`, and in `parse`. */
export function tokenize(query: string): Token[] {
  const tokens: Token[] = [];
  let at = skip(query, 0);
  while (at < query.length) {
    const token = tokenAt(query, at, regexMayStand(tokens));
    if (!token) throw malformedQuery(`unexpected symbol found ${query[at]} at line 1 and position ${at}`);
    tokens.push(token);
    at = skip(query, token.end);
  }
  return tokens;
}

function skip(query: string, at: number): number {
  SPACE.lastIndex = at;
  return at + (SPACE.exec(query)?.[0].length ?? 0);
}

function tokenAt(query: string, at: number, regexAllowed: boolean): Token | undefined {
  const kinds = regexAllowed ? ([['regex', REGEX], ...PLAIN] as const) : PLAIN;
  for (const [kind, pattern] of kinds) {
    pattern.lastIndex = at;
    const found = pattern.exec(query);
    if (found) return toToken(kind, found);
  }
  return undefined;
}

function toToken(kind: Token['kind'], found: RegExpExecArray): Token {
  const [all, first, second] = found;
  const [start, end] = [found.index, found.index + all.length];
  if (kind === 'regex') return { kind, text: first ?? '', value: second ?? '', start, end };
  if (kind === 'text')
    return { kind, text: all, value: (first ?? second ?? '').replace(/\\(.)/g, '$1'), start, end };
  return { kind, text: first ? all : all.toLowerCase(), value: first ?? all, start, end };
}

function regexMayStand(tokens: readonly Token[]): boolean {
  if (['like', '=~'].includes(tokens.at(-1)?.text ?? '')) return true;
  const command = tokens.findLastIndex(({ text }) => text === '|') + 1;
  return tokens[command]?.text === 'parse' && tokens.slice(command).every(({ kind }) => kind !== 'regex');
}
