type Swaps = (left: unknown, right: unknown) => unknown;

/**
 * JSONata's own `$sort`, which copies what is left of an array for every value that it takes from it and keeps the copies: a
 * long array exhausts the memory of this process.
 */
export async function sort(values?: readonly unknown[], swaps?: Swaps): Promise<unknown> {
  if (values === undefined || values.length <= 1) return values;
  if (swaps) return sortBy(values, swaps);
  if (!['number', 'string'].some((type) => values.every((value) => typeof value === type)))
    throw new NotSortableError();
  return (values as string[]).toSorted((left, right) => (left > right ? 1 : left < right ? -1 : 0));
}

/** A stable merge sort: a comparator of JSONata answers with a promise, and true when the left value comes later. */
async function sortBy(values: readonly unknown[], swaps: Swaps): Promise<readonly unknown[]> {
  if (values.length <= 1) return values;
  const middle = values.length >> 1;
  const left = await sortBy(values.slice(0, middle), swaps);
  const right = await sortBy(values.slice(middle), swaps);
  const merged: unknown[] = [];
  let [l, r] = [0, 0];
  while (l < left.length && r < right.length)
    merged.push((await swaps(left[l], right[r])) ? right[r++] : left[l++]);
  return [...merged, ...left.slice(l), ...right.slice(r)];
}

/** JSONata makes its own message for this code. */
class NotSortableError extends Error {
  readonly code = 'D3070';
  readonly index = 1;
}
