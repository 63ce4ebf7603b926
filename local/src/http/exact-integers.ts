import { randomUUID } from 'node:crypto';

// Node 20's JSON has neither `rawJSON` nor the source of a number, so an integer that a double cannot hold travels through it
// as a text with a mark that nobody outside can know.
const mark = `${randomUUID()}:`;
const marked = new RegExp(`"${mark}(-?\\d+)"`, 'g');
const long = /"(?:[^"\\]|\\.)*"|(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/gs;

/** An integer's text as a number, or as a bigint where a double would round it. */
export function exactInteger(text: string): number | bigint {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
}

/** `JSON.stringify`, with bigints written as numbers; `replace` is a replacer that sees the value before it. */
export function stringifyExact(
  value: unknown,
  replace?: (this: Record<string, unknown>, key: string, value: unknown) => unknown,
): string {
  let exact = false;
  const text = JSON.stringify(value, function (this: Record<string, unknown>, key, member: unknown) {
    if (typeof member !== 'bigint') return replace ? replace.call(this, key, member) : member;
    exact = true;
    return `${mark}${member}`;
  });
  return exact ? text.replaceAll(marked, '$1') : text;
}

/** `JSON.parse`, with bigints for the integers that a double would round. Throws `SyntaxError`. */
export function parseExact(text: string): unknown {
  const value: unknown = JSON.parse(text);
  const exact = text.replaceAll(long, (token) =>
    token.startsWith('"') || typeof exactInteger(token) === 'number' ? token : `"${mark}${token}"`,
  );
  return exact === text ? value : JSON.parse(exact, unmarked);
}

function unmarked(_key: string, value: unknown): unknown {
  return typeof value === 'string' && value.startsWith(mark) ? BigInt(value.slice(mark.length)) : value;
}
