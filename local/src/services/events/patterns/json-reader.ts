import { closesNothing, commaDue, location, notClosed, unexpected, type Opened } from './json-fault';
import { readString } from './json-string';
import { PatternError } from './pattern-error';

export type Token = '{' | '}' | '[' | ']' | 'name' | 'string' | 'number' | 'true' | 'false' | 'null' | 'end';

interface Read {
  readonly token: Token;
  /** Not there while a string is begun and not read. */
  text?: string;
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
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
  private readonly nesting: Opened[] = [];

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

  private enter(bracket: '{' | '['): void {
    this.nesting.push({ token: bracket, at: this.position - 1 });
    if (this.nesting.length > DEEPEST)
      throw this.error(`Document nesting depth (${DEEPEST + 1}) exceeds the maximum allowed (${DEEPEST})`);
  }

  /** Text of the token: a name or string without escapes, a number as it is written. */
  text(): string {
    if (this.token === 'string') this.current.text ??= this.readString('string value');
    return this.current.text ?? this.token;
  }

  /** An error that says where the reader stands. */
  error(message: string): PatternError {
    return new PatternError(`${message}\n at ${location(this.source, this.position)}`);
  }

  private read(): Read {
    const opened = this.nesting.at(-1);
    let char = this.character();
    if (char === '' || char === '}' || char === ']') return this.close(char, opened);
    if (opened && this.token !== opened.token) {
      if (char !== ',') throw this.unexpected(char, commaDue(opened));
      char = this.character();
    }
    return opened?.token === '{' ? this.readName(char) : this.begin(char);
  }

  /** The end of the scope, or of the text: at the root nothing has to follow. */
  private close(char: '' | '}' | ']', opened: Opened | undefined): Read {
    if (char === '' && !opened) return { token: 'end' };
    if (char && opened?.token === (char === '}' ? '{' : '[')) return { token: char };
    this.position--;
    throw this.error(
      char === '' ? notClosed(this.source, opened!) : closesNothing(this.source, char, opened),
    );
  }

  private readName(char: string): Read {
    if (char !== '"') throw this.unexpected(char, 'was expecting double-quote to start field name');
    const text = this.readString('name');
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

  private readString(kind: 'name' | 'string value'): string {
    const read = readString(this.source, this.position, kind);
    this.position = read.end;
    if ('fault' in read) throw this.error(read.fault);
    return read.text;
  }

  /** Takes the next character that is no white space; empty at the end. */
  private character(): string {
    while (/[ \t\n\r]/.test(this.source[this.position] ?? '')) this.position++;
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
    return this.error(unexpected(char, expected, this.nesting.at(-1)));
  }
}
