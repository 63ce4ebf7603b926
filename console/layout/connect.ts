import type { Box, Line, Point } from './drawing';
import { spread } from './spread';
import type { Spot } from './straighten';
import type { Transition } from './workflow-graph';

/** Where a line passes a row; its label stands at one of these places. */
export interface Passing extends Spot {
  readonly isLabel: boolean;
}

/** A transition and where it passes rows of steps, from its start on. */
export interface Way {
  readonly way: Transition;
  readonly passing: readonly Passing[];
}

/** Between two lines that meet a step on the same side. */
const APART = 12;
/** What a line keeps off a step's corner. */
const CORNER = 14;

/** Lines from step to step. They pass a row of steps straight down, and bend between rows only, where no step stands. */
export function connect(boxes: readonly Box[], ways: readonly Way[]): Line[] {
  const byName = new Map(boxes.map((box) => [box.name, box]));
  const rowHeight = (y: number) =>
    Math.max(
      0,
      ...boxes.filter((box) => Math.abs(box.y + box.height / 2 - y) < 1).map(({ height }) => height),
    );
  const ports = portsOf(ways, byName);
  return ways.map((each) => {
    const { way, passing } = each;
    const [from, to] = [byName.get(way.from), byName.get(way.to)] as [Box, Box];
    if (from === to) return loop(way, from);
    const isUp = from.y > to.y;
    const through = passing.flatMap(({ x, y }): Point[] => {
      const half = (isUp ? -1 : 1) * (rowHeight(y) / 2);
      return half === 0
        ? [[x, y]]
        : [
            [x, y - half],
            [x, y + half],
          ];
    });
    const label = passing.find(({ isLabel }) => isLabel);
    const [start, end] = ports.get(each) as [Point, Point];
    return { ...way, points: [start, ...through, end], ...(label && { at: [label.x, label.y] as const }) };
  });
}

interface End {
  readonly each: Way;
  readonly which: 0 | 1;
  readonly towards: number;
}

/** Where lines leave and reach their steps: in the order of where they come from, and apart. */
function portsOf(ways: readonly Way[], byName: ReadonlyMap<string, Box>): Map<Way, [Point, Point]> {
  const ports = new Map<Way, [Point, Point]>(ways.map((each) => [each, [ORIGIN, ORIGIN]]));
  for (const box of byName.values())
    for (const side of ['top', 'bottom'] as const) {
      const ends = endsAt(ways, box, side, byName).sort((a, b) => a.towards - b.towards);
      const [left, right] = [box.x + CORNER, box.x + box.width - CORNER];
      const wishes = ends.map(({ each, towards }) => ({
        at: each.way.isMain ? box.x + box.width / 2 : Math.min(right, Math.max(left, towards)),
        weight: each.way.isMain ? 1e6 : 1,
        width: 0,
      }));
      const room = (right - left) / Math.max(1, ends.length - 1);
      const y = side === 'top' ? box.y : box.y + box.height;
      for (const [index, x] of spread(wishes, Math.min(APART, room)).entries()) {
        const { each, which } = ends[index] as End;
        (ports.get(each) as [Point, Point])[which] = [Math.min(right + 6, Math.max(left - 6, x)), y];
      }
    }
  return ports;
}

const ORIGIN: Point = [0, 0];

function endsAt(
  ways: readonly Way[],
  box: Box,
  side: 'top' | 'bottom',
  byName: ReadonlyMap<string, Box>,
): End[] {
  const centre = (name: string): { x: number; y: number } => {
    const { x = 0, y = 0, width = 0, height = 0 } = byName.get(name) ?? {};
    return { x: x + width / 2, y: y + height / 2 };
  };
  return ways.flatMap((each): End[] => {
    const { way, passing } = each;
    if (way.from === way.to || (way.from !== box.name && way.to !== box.name)) return [];
    const which = way.from === box.name ? 0 : 1;
    const near = which === 0 ? (passing[0] ?? centre(way.to)) : (passing.at(-1) ?? centre(way.from));
    const isThere = near.y < centre(box.name).y ? side === 'top' : side === 'bottom';
    return isThere ? [{ each, which, towards: near.x }] : [];
  });
}

/** Out on the right and in again. */
function loop(way: Transition, { x, y, width, height }: Box): Line {
  const right = x + width;
  const [upper, lower] = [y + height * 0.3, y + height * 0.7];
  const points: Point[] = [
    [right, upper],
    [right + 22, upper],
    [right + 22, lower],
    [right, lower],
  ];
  return {
    ...way,
    points,
    ...(way.label && { at: [right + 26 + way.label.length * 3, y + height / 2] as const }),
  };
}
