/** What stands behind an opening quote: the text and where it ends, or what is wrong and where. */
export type JsonString =
  { readonly text: string; readonly end: number } | { readonly fault: string; readonly end: number };

// eslint-disable-next-line no-control-regex
const CHARACTERS = /(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*/y;
const HEX = /[\da-fA-F]*/y;

/** Reads a string from behind its opening quote, in the words of the parser behind EventBridge. */
export function readString(source: string, start: number, kind: 'name' | 'string value'): JsonString {
  const end = start + at(CHARACTERS, source, start).length;
  const char = source[end];
  if (char === '"') return { text: JSON.parse(source.slice(start - 1, end + 1)) as string, end: end + 1 };
  if (char === '\\') return escapeFault(source, end + 1);
  if (char !== undefined)
    return {
      fault: `Illegal unquoted character ((CTRL-CHAR, code ${char.charCodeAt(0)})): has to be escaped using backslash to be included in ${kind}`,
      end,
    };
  const missing = kind === 'name' ? ' in field name' : ': was expecting closing quote for a string value';
  return { fault: `Unexpected end-of-input${missing}`, end };
}

function escapeFault(source: string, position: number): JsonString {
  const isUnicode = source[position] === 'u';
  const end = isUnicode ? position + 1 + at(HEX, source, position + 1).length : position;
  const char = source[end];
  if (char === undefined) return { fault: 'Unexpected end-of-input in character escape sequence', end };
  const shown = `'${char}' (code ${char.charCodeAt(0)})`;
  return isUnicode
    ? { fault: `Unexpected character (${shown}): expected a hex-digit for character escape sequence`, end }
    : { fault: `Unrecognized character escape ${shown}`, end };
}

function at(shape: RegExp, source: string, position: number): string {
  shape.lastIndex = position;
  return shape.exec(source)![0];
}
