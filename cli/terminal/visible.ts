import { randomInt } from 'node:crypto';

export type Colours = Readonly<Record<keyof typeof CODES, (text: string) => string>>;

/** How a terminal turns each on and off (ECMA-48, Select Graphic Rendition). */
const CODES = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
} as const;

/** Stands in our own colours until they leave. A text from elsewhere cannot know it, so it cannot paint. */
const OURS = randomInt(100_000, 1_000_000);
const PAINT = new RegExp(`(\\x1b\\[${OURS};\\d+m)`);

/** Functions that colour a text, or leave it as it is. */
export function createColours(enabled: boolean): Colours {
  const sequence = (code: number) => `\x1b[${OURS};${code}m`;
  const paint =
    ([on, off]: readonly [number, number]) =>
    (text: string) =>
      enabled ? sequence(on) + text + sequence(off) : text;
  return Object.fromEntries(Object.entries(CODES).map(([name, codes]) => [name, paint(codes)])) as Colours;
}

/**
 * One line of text in which every character can be seen: those that control a terminal or turn the writing's direction stand as
 * `\u202e`, which is the same character to whoever reads the line as JSON. Only our own colours are left.
 */
export function visible(line: string): string {
  return oneLine(line).replaceAll(`\x1b[${OURS};`, '\x1b[');
}

/** The same before it leaves, for what measures texts. */
export function oneLine(text: string): string {
  return text
    .split(PAINT)
    .map((part, at) => (at % 2 ? part : part.replace(HIDDEN, escape)))
    .join('');
}

/** How many characters a text has when it is shown, without our colours. */
export function plainLength(text: string): number {
  return text.includes('\x1b') ? text.replace(new RegExp(PAINT, 'g'), '').length : text.length;
}

const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Beyond the Basic Multilingual Plane a character is two, as in JSON. */
function escape(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
