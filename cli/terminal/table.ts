import Table from 'cli-table3';
import { type Colours, oneLine } from './visible';

const NO_LINES = Object.fromEntries(
  ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right']
    .concat(['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid'])
    .map((place) => [place, '']),
);

/** Columns of text without lines, so that they can be cut and copied; a row is a line, and no line ends in blanks. */
export function toTable(
  colours: Colours,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string[] {
  const table = new Table({
    head: head.map((title) => colours.bold(title)),
    chars: { ...NO_LINES, middle: '  ' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  table.push(...rows.map((row) => row.map(oneLine)));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
}
