import type { Point } from './drawing';

/** A line through its points as the `d` of an SVG path: straight where it goes straight down or across, else a soft bend. */
export function linePath([first, ...rest]: readonly Point[]): string {
  if (!first) return '';
  let before = first;
  const parts = rest.map((point) => {
    const part = segment(before, point);
    before = point;
    return part;
  });
  return `M${text(first)}${parts.join('')}`;
}

/** It leaves and arrives vertically. */
function segment([x, y]: Point, to: Point): string {
  if (Math.abs(to[0] - x) < 0.5 || Math.abs(to[1] - y) < 0.5) return `L${text(to)}`;
  const middle = (y + to[1]) / 2;
  return `C${text([x, middle])} ${text([to[0], middle])} ${text(to)}`;
}

function text([x, y]: Point): string {
  return `${round(x)} ${round(y)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
