import type { Box, Line, Point } from './layout';
import { spread } from './spread';
import type { Transition } from './workflow-graph';

/** A transition and where it passes rows of steps, from its start on. */
export interface Way {
  readonly way: Transition;
  readonly passing: readonly { readonly x: number; readonly y: number; readonly isLabel?: boolean }[];
}

/** Between two lines that meet a step on the same side. */
const APART = 12;
/** What a line keeps off a step's corner. */
const CORNER = 14;

/** Lines from step to step. They pass a row of steps straight down, and bend between rows only, where no step stands. */
export function connect(
  boxes: readonly Box[],
  ways: readonly Way[],
  heights: ReadonlyMap<number, number>,
): Line[] {
  const byName = new Map(boxes.map((box) => [box.name, box]));
  const ports = portsOf(ways, byName);
  return ways.map((each) => {
    const { way, passing } = each;
    const box = byName.get(way.from) as Box;
    if (way.from === way.to)
      return { ...way, points: loop(box), ...(way.label && { at: besideLoop(box, way.label) }) };
    const through = passing.flatMap(({ x, y }): Point[] => {
      const half = (heights.get(y) ?? 0) / 2;
      return half === 0 ? [[x, y]] : ordered(each, [x, y - half], [x, y + half], byName);
    });
    const label = passing.find(({ isLabel }) => isLabel);
    const ends = ports.get(each) as readonly [Point, Point];
    return {
      ...way,
      points: [ends[0], ...through, ends[1]],
      ...(label && { at: [label.x, label.y] as const }),
    };
  });
}

/** A line that goes up passes a row from below. */
function ordered({ way }: Way, upper: Point, lower: Point, byName: ReadonlyMap<string, Box>): Point[] {
  const down = (byName.get(way.from)?.y ?? 0) < (byName.get(way.to)?.y ?? 0);
  return down ? [upper, lower] : [lower, upper];
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
function loop({ x, y, width, height }: Box): Point[] {
  const right = x + width;
  return [
    [right, y + height * 0.3],
    [right + 22, y + height * 0.3],
    [right + 22, y + height * 0.7],
    [right, y + height * 0.7],
  ];
}

function besideLoop({ x, y, width, height }: Box, label: string): Point {
  return [x + width + 26 + label.length * 3, y + height / 2];
}
