import { PatternError } from './pattern-error';

export type Token = '{' | '}' | '[' | ']' | 'name' | 'string' | 'number' | 'true' | 'false' | 'null' | 'end';

interface Read {
  readonly token: Token;
  readonly text: string;
}

const LEXEME = /[ \t\n\r]*("[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^ \t\n\r"{}[\],:]+)/sy;
const DEEPEST = 1000;
const NOT_JSON = 'The pattern is not valid JSON';

/**
 * Reads a pattern's JSON token by token, because a pattern may say what a parsed object cannot hold: a key twice, a number
 * with more digits than a double has. As AWS does, it does not look at what stands behind the value.
 */
export class PatternReader {
  /** The pattern as `JSON.parse` has it. */
  readonly document: unknown;
  private readonly tokens: readonly Read[];
  private index = -1;

  constructor(source: string) {
    const lexemes = firstValue(source);
    this.document = lexemes.length > 0 && parse(source.slice(0, LEXEME.lastIndex));
    this.tokens = lexemes.flatMap((lexeme, index) => read(lexeme, lexemes[index + 1]));
  }

  get token(): Token {
    return this.tokens[this.index]?.token ?? 'end';
  }

  /** Text of the token: a name or string without escapes, a number as it is written. */
  get text(): string {
    return this.tokens[this.index]?.text ?? '';
  }

  /** Moves to the next token. */
  next(): Token {
    this.index++;
    return this.token;
  }
}

/** The lexemes of the value that a text begins with, up to the bracket that closes it; none of an empty text. */
function firstValue(source: string): string[] {
  const lexemes: string[] = [];
  let depth = 0;
  LEXEME.lastIndex = 0;
  do {
    const lexeme = LEXEME.exec(source)?.[1];
    if (lexeme === undefined && lexemes.length === 0) return [];
    if (lexeme === undefined) throw new PatternError(NOT_JSON);
    lexemes.push(lexeme);
    if (lexeme === '{' || lexeme === '[') depth++;
    if (lexeme === '}' || lexeme === ']') depth--;
    if (depth > DEEPEST)
      throw new PatternError(`Document nesting depth (${depth}) exceeds the maximum allowed (${DEEPEST})`);
  } while (depth > 0);
  return lexemes;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new PatternError(NOT_JSON);
  }
}

function read(lexeme: string, next: string | undefined): Read[] {
  if (lexeme === ',' || lexeme === ':') return [];
  if (lexeme.startsWith('"'))
    return [{ token: next === ':' ? 'name' : 'string', text: JSON.parse(lexeme) as string }];
  return [{ token: /^[-\d]/.test(lexeme) ? 'number' : (lexeme as Token), text: lexeme }];
}
