/** Something on a line: where it would like to stand, how much it insists, and how much room it takes. */
export interface Wish {
  readonly at: number;
  readonly weight: number;
  readonly width: number;
}

/**
 * Places for these in their order, side by side without overlapping, and as near to their wishes as can be: the least sum of weighted
 * squares. Neighbours that want the same room form a block, which stands where its members together want it (pool adjacent violators).
 */
export function spread(wishes: readonly Wish[], gap: number): number[] {
  const offsets: number[] = [];
  let offset = 0;
  for (const [index, { width }] of wishes.entries()) {
    const before = wishes[index - 1];
    if (before) offset += (before.width + width) / 2 + gap;
    offsets.push(offset);
  }
  const blocks: { at: number; weight: number; size: number }[] = [];
  for (const [index, { at, weight }] of wishes.entries()) {
    let block = { at: at - (offsets[index] ?? 0), weight, size: 1 };
    for (let last = blocks.at(-1); last && last.at >= block.at; last = blocks.at(-1)) {
      blocks.pop();
      const sum = last.weight + block.weight;
      block = {
        at: (last.at * last.weight + block.at * block.weight) / sum,
        weight: sum,
        size: last.size + block.size,
      };
    }
    blocks.push(block);
  }
  const bases = blocks.flatMap(({ at, size }) => Array.from({ length: size }, () => at));
  return bases.map((base, index) => base + (offsets[index] ?? 0));
}
