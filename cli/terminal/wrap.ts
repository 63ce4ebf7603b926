import { plainLength } from './visible';

/** Where a word may be broken when it is too long for its line: behind these, so that names fall into their parts. */
const PIECE = /[^.:/@,|-]*[.:/@,|-]+|[^.:/@,|-]+/g;

/**
 * Breaks a text into lines of at most so many characters, between words; a word that is longer by itself is broken behind its own
 * marks, and one without any stands out. Further lines begin with the hanging indent.
 */
export function wrap(text: string, columns: number, hanging = ''): string[] {
  if (plainLength(text) <= columns) return [text];
  const lines: string[] = [];
  const [, indent = '', rest = ''] = /^(\s*)(.*)$/s.exec(text) ?? [];
  let line = indent;
  let isEmpty = true;
  for (const { piece, gap } of pieces(rest, columns - hanging.length)) {
    const fits = plainLength(line) + (isEmpty ? 0 : gap.length) + plainLength(piece) <= columns;
    if (!isEmpty && !fits) {
      lines.push(line);
      line = hanging;
      isEmpty = true;
    }
    line += (isEmpty ? '' : gap) + piece;
    isEmpty = false;
  }
  return [...lines, line];
}

/** The longest part of a text that `wrap` would not break. */
export function longestPiece(text: string): number {
  const parts = text.split(' ').flatMap((word) => word.match(PIECE) ?? [word]);
  return parts.reduce((longest, part) => Math.max(longest, plainLength(part)), 0);
}

/** Words with the gap before each; a word that fits no line falls into pieces. */
function pieces(text: string, columns: number): { piece: string; gap: string }[] {
  return [...text.matchAll(/( *)([^ ]+)/g)].flatMap(([, gap = '', word = '']) => {
    const parts = plainLength(word) > columns ? (word.match(PIECE) ?? [word]) : [word];
    return parts.map((piece, at) => ({ piece, gap: at ? '' : gap }));
  });
}
