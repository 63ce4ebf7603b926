import type { Leaf } from './field';

/** Decides on one value; `absent` matches a path that the event does not have. */
export type Filter = ((leaf: Leaf) => boolean) | 'absent';

export const isText = (leaf: Leaf): leaf is string => typeof leaf === 'string';

/** Equal text in either case, letter by letter. */
export function ignoresCase(
  text: string,
  anchor: 'whole' | 'start' | 'end' = 'whole',
): (leaf: string) => boolean {
  const letters = Array.from({ length: text.length }, (_, index) => {
    const forms = new Set([text[index]!.toLowerCase(), text[index]!.toUpperCase()]);
    return `(?:${[...forms].map(quote).join('|')})`;
  });
  const start = anchor === 'end' ? '' : '^';
  const end = anchor === 'start' ? '' : '$';
  const shape = new RegExp(`${start}${letters.join('')}${end}`);
  return (leaf) => shape.test(leaf);
}

function quote(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
