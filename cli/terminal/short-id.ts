/** As many characters as nearly always tell one id from all others. */
const SHORTEST = 8;

/**
 * The shortest beginning, of eight characters or more, that tells each of these ids from the others. With `--wide` the whole. Every
 * command takes a beginning, and names those that begin so where it is not enough.
 */
export function shortIds(
  ids: readonly string[],
  { wide }: { readonly wide: boolean },
): (id: string) => string {
  if (wide) return (id) => id;
  const sorted = [...new Set(ids)].sort();
  const lengths = new Map(
    sorted.map((id, at) => {
      const common = Math.max(commonLength(id, sorted[at - 1]), commonLength(id, sorted[at + 1]));
      return [id, Math.max(SHORTEST, common + 1)];
    }),
  );
  return (id) => id.slice(0, lengths.get(id) ?? SHORTEST);
}

function commonLength(one: string, other = ''): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}

/** The same for one that stands alone. */
export function shortId(id: string, layout: { readonly wide: boolean }): string {
  return shortIds([id], layout)(id);
}

/** The part of an execution's ARN that is its own, which every command takes for it: the last. */
export function executionIdOf(arn: string): string {
  return arn.slice(arn.lastIndexOf(':') + 1);
}
