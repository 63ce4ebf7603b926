import type { Json } from './json';

/**
 * JSON texts by value: a payload is written many times (events, size checks, logs) and never changed, and the text that
 * a caller sent is carried as it was written, as Step Functions does.
 */
const texts = new WeakMap<object, string>();

/** The JSON text of a value. */
export function jsonText(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  let text = texts.get(value);
  if (text === undefined) texts.set(value, (text = JSON.stringify(value)));
  return text;
}

/** Reads a JSON text and remembers it as the text of what it says. Throws `SyntaxError`. */
export function readJson(text: string): Json {
  const value = JSON.parse(text) as Json;
  if (typeof value === 'object' && value !== null) texts.set(value, text);
  return value;
}

/** An array whose text is made of the texts of its elements. */
export function jsonArray(elements: Json[]): Json[] {
  texts.set(elements, `[${elements.map(jsonText).join(',')}]`);
  return elements;
}

/** Bytes that a value takes on the wire. */
export function jsonSize(value: Json): number {
  return Buffer.byteLength(jsonText(value));
}
