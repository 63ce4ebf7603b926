const MULTIPLIER = 0x5deece66dn;
const MASK = (1n << 48n) - 1n;

/** The first number that `java.util.Random` draws from a seed: what AWS answers to `$random(seed)`. */
export function seededRandom(seed: number): number {
  const first = next((BigInt(Math.trunc(seed)) ^ MULTIPLIER) & MASK);
  const second = next(first);
  const high = Number(first >> 22n);
  const low = Number(second >> 21n);
  return (high * 2 ** 27 + low) / 2 ** 53;
}

function next(state: bigint): bigint {
  return (state * MULTIPLIER + 0xbn) & MASK;
}
