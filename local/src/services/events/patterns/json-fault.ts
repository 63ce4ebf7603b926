/** A bracket that is open, and where it stands. */
export interface Opened {
  readonly token: '{' | '[';
  readonly at: number;
}

const SCOPES = { '{': 'Object', '[': 'Array' };

/** Where a position is, in the words of the parser behind EventBridge; -1 is before the text. */
export function location(source: string, position: number): string {
  const cut = source.length > 500 ? `[truncated ${source.length - 500} chars]` : '';
  const lines = source.slice(0, Math.max(position, 0)).split('\n');
  const column = position < 0 ? 0 : lines.at(-1)!.length + 1;
  return `[Source: (String)"${source.slice(0, 500)}"${cut}; line: ${lines.length}, column: ${column}]`;
}

/** The text ended where an entry or the closing bracket was due. */
export function notClosed(source: string, { token, at }: Opened): string {
  return `Unexpected end-of-input: expected close marker for ${SCOPES[token]} (start marker at ${location(source, at)})`;
}

/** A closing bracket that closes nothing, or something else. */
export function closesNothing(source: string, char: '}' | ']', opened: Opened | undefined): string {
  const scope = opened ? SCOPES[opened.token] : 'root';
  const start = location(source, opened?.at ?? -1);
  return `Unexpected close marker '${char}': expected '${char === '}' ? ']' : '}'}' (for ${scope} starting at ${start})`;
}

/** A character, or the end of the text, where something else was due. */
export function unexpected(char: string, expected: string, opened: Opened | undefined): string {
  if (char === '' && opened) return `Unexpected end-of-input within/between ${SCOPES[opened.token]} entries`;
  return `Unexpected character ('${char}' (code ${char.charCodeAt(0)})): ${expected}`;
}

/** What is due between two entries. */
export function commaDue({ token }: Opened): string {
  return `was expecting comma to separate ${SCOPES[token]} entries`;
}
