type Draw = (x: number, y: number) => string;

const line =
  (look: string): Draw =>
  (x, y) =>
    `<path class="${look}" d="M${x} ${y - 4}h28"/>`;
const box =
  (look: string, glyph = '', rx = 3): Draw =>
  (x, y) =>
    `<rect class="box ${look}" x="${x}" y="${y - 11}" width="28" height="14" rx="${rx}"/>` +
    (glyph && `<text class="small ${look}" x="${x + 14}" y="${y}">${glyph}</text>`);

const columns: readonly (readonly (readonly [Draw, string])[])[] = [
  [
    [line('line main'), 'goes well'],
    [line('line'), 'any other way'],
    [line('catch'), 'an error that is caught'],
  ],
  [
    [box('Choice', '', 7), 'chooses'],
    [box('Task'), 'calls a service; ↻ tries again'],
    [box('Pass'), 'computes'],
  ],
  [
    [box('start'), 'starts here'],
    [box('good', '✓'), 'ends well'],
    [box('bad', '✕'), 'ends badly, or after an error'],
  ],
];

const ROW = 19;
const COLUMN = 235;
export const LEGEND_HEIGHT = 3 * ROW + 22;
export const LEGEND_WIDTH = columns.length * COLUMN;

/** What lines and colours mean, from this upper left corner on. */
export function legend(left: number, top: number): string {
  return columns
    .flatMap((rows, column) =>
      rows.map(([draw, text], row) => {
        const [x, y] = [left + column * COLUMN, top + row * ROW + 11];
        return `${draw(x, y)}<text class="small left" x="${x + 38}" y="${y}">${text}</text>`;
      }),
    )
    .join('\n');
}
