import { setTimeout as sleep } from 'node:timers/promises';

export interface Bounds {
  /** So many at a time. */
  readonly concurrency: number;
  /** Begins at most so many a second. */
  readonly rate: number;
  /** No other is begun once this is aborted; those under way are waited for. */
  readonly stop: AbortSignal;
}

/** Does the work for every item, in order of their beginnings, within bounds. Rejects with the first error, after all ended. */
export async function runBounded<Item>(
  items: readonly Item[],
  { concurrency, rate, stop }: Bounds,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = [...items];
  let nextStart = Date.now();
  const worker = async () => {
    while (queue.length > 0 && !stop.aborted) {
      const item = queue.shift() as Item;
      const start = Math.max(nextStart, Date.now());
      nextStart = start + 1000 / rate;
      await sleep(start - Date.now());
      if (!stop.aborted) await work(item);
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: concurrency }, worker));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
}
