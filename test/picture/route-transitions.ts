import type { Box } from './place-steps';
import type { Transition } from './workflow-graph';

type Point = readonly [x: number, y: number];

/** The line of a transition, corner by corner. */
export interface Route extends Transition {
  readonly points: readonly Point[];
}

/** Between two lines that pass by the same steps. */
const SPACING = 10;
/** What keeps a line off the one that a caught error takes to the same step. */
const ASIDE = 12;

/** Straight down the column, round the steps between, or over to another column. */
export function routeTransitions(
  transitions: readonly Transition[],
  boxes: ReadonlyMap<string, Box>,
  mainColumn: number,
): Route[] {
  const ends = ({ from, to }: Transition) => [boxes.get(from), boxes.get(to)] as [Box, Box];
  const span = (transition: Transition) => ends(transition)[1].row - ends(transition)[0].row;
  const all = [...boxes.values()];
  const passing = transitions
    .filter((each) => isBlocked(...ends(each), all))
    .sort((one, other) => span(one) - span(other));
  return transitions.map((each) => {
    const [from, to] = ends(each);
    if (passing.includes(each)) return { ...each, points: around(from, to, passing.indexOf(each)) };
    if (from.column === to.column) return { ...each, points: [bottom(from), top(to)] };
    if (to.column === mainColumn) return { ...each, points: back(from, to) };
    return { ...each, points: aside(from, to, each.kind === 'catch' ? 0 : ASIDE) };
  });
}

function isBlocked(from: Box, to: Box, boxes: readonly Box[]): boolean {
  return boxes.some(
    ({ column, row }) => column === from.column && column === to.column && row > from.row && row < to.row,
  );
}

/** Out on the left, down beside the column, and in again; shorter ways stay closer. */
function around(from: Box, to: Box, place: number): Point[] {
  const x = Math.min(from.x - from.width / 2, to.x - to.width / 2, from.x - 95) - SPACING * (place + 1);
  const [leave, enter] = [from.y - 6 + 4 * place, to.y - 16 + 5 * place];
  return [
    [from.x - from.width / 2, leave],
    [x, leave],
    [x, enter],
    [to.x - to.width / 2, enter],
  ];
}

/** Over to the other column, then down or up to the step. */
function aside(from: Box, to: Box, offset: number): Point[] {
  const side = Math.sign(to.x - from.x);
  const isUp = to.row < from.row;
  const y = isUp ? from.y - 10 : side < 0 ? from.y + 8 : from.y;
  return [
    [from.x + (side * from.width) / 2, y],
    [to.x + offset, y],
    isUp ? [to.x + offset, bottom(to)[1]] : [to.x + offset, top(to)[1]],
  ];
}

/** Down or up to the step's row, then over to its column. */
function back(from: Box, to: Box): Point[] {
  const side = Math.sign(from.x - to.x);
  const [start, y] = to.row < from.row ? [top(from), to.y + 10] : [bottom(from), to.y];
  return [start, [from.x, y], [to.x + (side * to.width) / 2, y]];
}

function top({ x, y, height }: Box): Point {
  return [x, y - height / 2];
}

function bottom({ x, y, height }: Box): Point {
  return [x, y + height / 2];
}
