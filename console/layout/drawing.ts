import type { Step, Transition } from './workflow-graph';

export type Point = readonly [x: number, y: number];

/** A step in its place: the upper left corner and the size, in pixels. */
export interface Box extends Step {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A transition as a line through these points, and where its label stands. */
export interface Line extends Transition {
  readonly points: readonly Point[];
  readonly at?: Point;
}

/** Every step and line of a workflow, those inside a Parallel or a Map included. A box that holds others comes before them. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
}

const MARGIN = 14;
/** Width of a character of small text. */
export const SMALL = 6;

/** Drawings in one, from left to right. */
export function sideBySide(drawings: readonly Drawing[]): Drawing {
  let width = 0;
  const all = drawings.map((drawing) => {
    const there = moved(drawing, width, 0);
    width += drawing.width;
    return there;
  });
  const height = Math.max(0, ...drawings.map((drawing) => drawing.height));
  return {
    ...{ width, height },
    boxes: all.flatMap(({ boxes }) => boxes),
    lines: all.flatMap(({ lines }) => lines),
  };
}

/** The drawing with its own corner, as large as what stands in it. */
export function cropped(boxes: readonly Box[], lines: readonly Line[]): Drawing {
  const corners = boxes.flatMap(({ x, y, width, height }): Point[] => [
    [x, y],
    [x + width, y + height],
  ]);
  const points = [...corners, ...lines.flatMap((line) => [...line.points, ...labelEnds(line)])];
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const width = Math.ceil(Math.max(...xs) - left + 2 * MARGIN);
  const height = Math.ceil(Math.max(...ys) - top + 2 * MARGIN);
  return moved({ width, height, boxes, lines }, MARGIN - left, MARGIN - top);
}

function labelEnds({ label, at }: Line): Point[] {
  if (!at) return [];
  const half = (label.length * SMALL) / 2;
  return [
    [at[0] - half, at[1]],
    [at[0] + half, at[1]],
  ];
}

/** The drawing at another place. */
export function moved({ boxes, lines, ...size }: Drawing, right: number, down: number): Drawing {
  const move = ([x, y]: Point): Point => [x + right, y + down];
  return {
    ...size,
    boxes: boxes.map((box) => ({ ...box, x: box.x + right, y: box.y + down })),
    lines: lines.map((line) => ({
      ...line,
      points: line.points.map(move),
      ...(line.at && { at: move(line.at) }),
    })),
  };
}
