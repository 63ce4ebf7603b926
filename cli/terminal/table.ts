import Table from 'cli-table3';
import type { Layout } from './terminal';
import { oneLine, plainLength } from './visible';
import { longestPiece, wrap } from './wrap';

const NO_LINES = Object.fromEntries(
  ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right']
    .concat(['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid'])
    .map((place) => [place, '']),
);
const GAP = '  ';

/**
 * Columns of text without lines, so that they can be cut and copied. Where a row is wider than the terminal its longest texts are
 * broken between words, and the row goes on in the next line. No line ends in blanks.
 */
export function toTable(
  { colours, columns }: Layout,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string[] {
  const cells = rows.map((row) => row.map(oneLine));
  const widths = fit(head, cells, columns);
  const table = new Table({
    head: head.map((title) => colours.bold(title)),
    chars: { ...NO_LINES, middle: GAP },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  table.push(...cells.map((row) => row.map((cell, at) => wrap(cell, widths[at] ?? Infinity).join('\n'))));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
}

/** How wide each column becomes: as wide as its texts, and the widest ones narrower until the row fits or no word can be spared. */
function fit(head: readonly string[], rows: readonly (readonly string[])[], columns: number): number[] {
  const of = (measure: (text: string) => number) =>
    head.map((title, at) => Math.max(title.length, ...rows.map((row) => measure(row[at] ?? ''))));
  const widths = of(plainLength);
  if (sum(widths) <= columns) return widths;
  const least = of(longestPiece);
  while (sum(widths) > columns) {
    const spare = widths.map((width, at) => (width > (least[at] ?? 0) ? width : 0));
    const widest = spare.indexOf(Math.max(...spare));
    if (!spare[widest]) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

function sum(widths: readonly number[]): number {
  return widths.reduce((all, width) => all + width, (widths.length - 1) * GAP.length);
}
