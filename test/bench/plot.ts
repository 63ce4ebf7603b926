import type { Figure } from './measure';

const ROW = 22;
const LABEL = 400;
const WIDTH = 760;

/** Figures of one unit as bars, largest scale to the right, readable on a dark page as on a light one. */
export function plot(title: string, figures: readonly Figure[]): string {
  const largest = Math.max(...figures.map(({ value }) => value), 1e-9);
  const height = ROW * (figures.length + 2);
  const bars = figures.map((figure, row) => bar(figure, ROW * (row + 1.5), largest));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui, sans-serif">`,
    '<style>text{font-size:12px;fill:#16191f}.bar{fill:#5b8def}@media(prefers-color-scheme:dark){text{fill:#e6edf3}}</style>',
    `<title>${title}</title><text x="4" y="${ROW - 6}" font-weight="600">${title}</text>`,
    ...bars,
    '</svg>\n',
  ].join('\n');
}

function bar({ name, value, unit }: Figure, y: number, largest: number): string {
  const length = Math.max(1, (value / largest) * (WIDTH - LABEL - 150));
  return [
    `<text x="4" y="${y + 11}">${name}</text>`,
    `<rect class="bar" x="${LABEL}" y="${y}" width="${length.toFixed(1)}" height="${ROW - 8}"/>`,
    `<text x="${(LABEL + length + 6).toFixed(1)}" y="${y + 11}">${value} ${unit}</text>`,
  ].join('');
}
