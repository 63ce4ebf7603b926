import type { Step } from './workflow-graph';

/** Where a step stands: its column and row, and in pixels its centre and its size. */
export interface Box {
  readonly column: number;
  readonly row: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const MARGIN = 16;
export const BOX_HEIGHT = 44;
export const ROW_HEIGHT = 74;
/** Room for the lines that pass by a column, and for what is written on them. */
const GAP = 76;

/** Every step in its place. Throws for a step that the grid does not have. */
export function placeSteps(steps: readonly Step[], grid: readonly (readonly string[])[]): Map<string, Box> {
  const columns = Math.max(0, ...grid.map((row) => row.length));
  const boxes = new Map<string, Box>();
  let left = MARGIN;
  for (let column = 0; column < columns; column++) {
    const own = steps.filter(({ name }) => grid.some((row) => row[column] === name));
    const width = Math.max(...own.map(widthOf));
    for (const step of own) {
      const row = grid.findIndex((names) => names[column] === step.name);
      const y = MARGIN + BOX_HEIGHT / 2 + row * ROW_HEIGHT;
      boxes.set(step.name, { column, row, x: left + width / 2, y, width: widthOf(step), height: BOX_HEIGHT });
    }
    left += width + GAP;
  }
  for (const { name } of steps)
    if (!boxes.has(name)) throw new Error(`${name} has no place: give it one in test/picture/grid.ts.`);
  return boxes;
}

function widthOf({ name, calls }: Step): number {
  return 28 + Math.max(name.length * 7.8, calls.length * 5.8);
}
