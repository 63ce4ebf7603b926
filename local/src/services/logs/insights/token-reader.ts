import { malformedQuery } from './query-error';
import { tokenize, type Token } from './tokens';

/** Walks over the tokens of a query. */
export class TokenReader {
  private readonly tokens: readonly Token[];
  private next = 0;

  constructor(private readonly query: string) {
    this.tokens = tokenize(query);
  }

  peek(ahead = 0): Token | undefined {
    return this.tokens[this.next + ahead];
  }

  /** Takes the next token when it is this symbol or word. */
  take(text: string): boolean {
    if (this.peek()?.text !== text) return false;
    this.next++;
    return true;
  }

  takeOne(texts: readonly string[]): string | undefined {
    const text = this.peek()?.text;
    if (text === undefined || !texts.includes(text)) return undefined;
    this.next++;
    return text;
  }

  expect(text: string): void {
    if (!this.take(text)) throw this.unexpected(`${text} is expected`);
  }

  takeKind(...kinds: readonly Token['kind'][]): Token {
    const token = this.peek();
    if (!token || !kinds.includes(token.kind)) throw this.unexpected(`${kinds.join(' or ')} is expected`);
    this.next++;
    return token;
  }

  /** `item, item, …` */
  list<Item>(item: () => Item): Item[] {
    const items = [item()];
    while (this.take(',')) items.push(item());
    return items;
  }

  /** The text of the query from a token on up to here. */
  textFrom(start: number): string {
    return this.query.slice(start, this.tokens[this.next - 1]?.end).trim();
  }

  get atEnd(): boolean {
    return this.next >= this.tokens.length;
  }

  unexpected(why: string) {
    const token = this.peek();
    const symbol = token ? this.query.slice(token.start, token.end) : 'the end of the query';
    return malformedQuery(
      `unexpected symbol found ${symbol} at line 1 and position ${token?.start ?? this.query.length}: ${why}`,
    );
  }
}
