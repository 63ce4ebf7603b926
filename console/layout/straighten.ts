import { spread } from './spread';

/** A step, or the place where a line passes a row of steps. */
export interface Spot {
  x: number;
  readonly y: number;
  readonly width: number;
  /** How much it insists on its neighbours' column. */
  readonly neighbours: { readonly spot: Spot; readonly weight: number }[];
  /** Is it on the way that goes well? All of these stand in one column. */
  readonly isMain: boolean;
}

const GAP = 22;
const ROUNDS = 120;

/** Moves spots sideways, in the order that they have in their rows: the way that goes well gets one straight column, others bend little. */
export function straighten(spots: readonly Spot[]): void {
  const rows = [...new Set(spots.map(({ y }) => y))]
    .sort((a, b) => a - b)
    .map((y) => spots.filter((spot) => spot.y === y).sort((a, b) => a.x - b.x));
  const mains = spots.filter(({ isMain }) => isMain);
  const column = mains.reduce((sum, { x }) => sum + x, 0) / (mains.length || 1);
  for (let round = 0; round < ROUNDS; round++)
    for (const row of round % 2 ? rows.toReversed() : rows) {
      const places = spread(
        row.map((spot) => wishOf(spot, column)),
        GAP,
      );
      for (const [index, spot] of row.entries()) spot.x = places[index] ?? spot.x;
    }
}

function wishOf({ x, width, neighbours, isMain }: Spot, column: number) {
  if (isMain) return { at: column, weight: 1e6, width };
  const weight = neighbours.reduce((sum, each) => sum + each.weight, 0);
  if (weight === 0) return { at: x, weight: 1, width };
  return {
    at: neighbours.reduce((sum, each) => sum + each.spot.x * each.weight, 0) / weight,
    weight,
    width,
  };
}
