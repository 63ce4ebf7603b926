import { PatternError } from './pattern-error';

export type Token = '{' | '}' | '[' | ']' | 'name' | 'string' | 'number' | 'true' | 'false' | 'null' | 'end';

interface Read {
  readonly token: Token;
  /** Not there while a string is begun and not read. */
  text?: string;
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const STRING = /(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y; // eslint-disable-line no-control-regex
const DEEPEST = 1000;
const WORD = /[\w$]*/y;

/**
 * Reads JSON token by token and knows how far it has read, as the parser behind EventBridge does: its messages name the
 * column, and a repeated key is seen. A string is read only when its text is asked for; what follows a key is begun with it.
 */
export class JsonReader {
  private current: Read = { token: 'end' };
  private ahead: Read | undefined;
  /** How many characters have been read. */
  position = 0;
  private readonly nesting: Token[] = [];

  constructor(private readonly source: string) {}

  get token(): Token {
    return this.current.token;
  }

  /** Moves to the next token. */
  next(): Token {
    this.text();
    const { ahead } = this;
    this.ahead = undefined;
    this.current = ahead ?? this.read();
    if (this.token === '{' || this.token === '[') this.enter(this.token);
    if (this.token === '}' || this.token === ']') this.nesting.pop();
    return this.token;
  }

  private enter(bracket: Token): void {
    this.nesting.push(bracket);
    if (this.nesting.length > DEEPEST)
      throw this.error(`Document nesting depth (${DEEPEST + 1}) exceeds the maximum allowed (${DEEPEST})`);
  }

  /** Text of the token: a name or string without escapes, a number as it is written. */
  text(): string {
    if (this.token === 'string') this.current.text ??= this.readString();
    return this.current.text ?? this.token;
  }

  /** An error that says where the reader stands. */
  error(message: string): PatternError {
    const { source } = this;
    const cut = source.length > 500 ? `[truncated ${source.length - 500} chars]` : '';
    const lines = source.slice(0, this.position).split('\n');
    const place = `line: ${lines.length}, column: ${lines.at(-1)!.length + 1}`;
    return new PatternError(`${message}\n at [Source: (String)"${source.slice(0, 500)}"${cut}; ${place}]`);
  }

  private read(): Read {
    const within = this.nesting.at(-1);
    let char = this.character();
    if (char === (within === '{' ? '}' : ']') && within) return { token: char };
    if (within && this.token !== within) {
      const entries = within === '{' ? 'Object' : 'Array';
      if (char !== ',') throw this.unexpected(char, `was expecting comma to separate ${entries} entries`);
      char = this.character();
    }
    return within === '{' ? this.readName(char) : this.begin(char);
  }

  private readName(char: string): Read {
    if (char !== '"') throw this.unexpected(char, 'was expecting double-quote to start field name');
    const text = this.readString();
    const colon = this.character();
    if (colon !== ':') throw this.unexpected(colon, 'was expecting a colon to separate field name and value');
    this.ahead = this.begin(this.character());
    return { token: 'name', text };
  }

  /** Reads a value as far as its kind is known. */
  private begin(char: string): Read {
    if (char === '{' || char === '[') return { token: char };
    if (char === '"') return { token: 'string' };
    this.position--;
    const number = this.match(NUMBER);
    if (number !== undefined && /[-\d]/.test(char)) return { token: 'number', text: number };
    const word = this.match(WORD) ?? '';
    if (word === 'true' || word === 'false' || word === 'null') return { token: word, text: word };
    const expected = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
    if (word) throw this.error(`Unrecognized token '${word}': was expecting ${expected}`);
    this.position++;
    throw this.unexpected(char, `expected a valid value ${expected}`);
  }

  private readString(): string {
    const rest = this.match(STRING);
    if (rest !== undefined) return JSON.parse(`"${rest}`) as string;
    this.position = this.source.length;
    throw this.error('Unexpected end-of-input in VALUE_STRING');
  }

  /** Takes the next character that is no white space; empty at the end. */
  private character(): string {
    while (/\s/.test(this.source[this.position] ?? '')) this.position++;
    return this.source[this.position++] ?? '';
  }

  private match(shape: RegExp): string | undefined {
    shape.lastIndex = this.position;
    const found = shape.exec(this.source)?.[0];
    if (found !== undefined) this.position += found.length;
    return found;
  }

  private unexpected(char: string, expected: string): PatternError {
    this.position--;
    if (char === '') return this.error('Unexpected end-of-input');
    return this.error(`Unexpected character ('${char}' (code ${char.charCodeAt(0)})): ${expected}`);
  }
}
