/** One figure: what was measured, how much, in which unit. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

/** Median and 95th percentile of samples. */
export function percentiles(name: string, samples: readonly number[], unit: string): Figure[] {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
  return [
    { name: `${name}, median`, value: round(at(0.5)), unit },
    { name: `${name}, 95th percentile`, value: round(at(0.95)), unit },
  ];
}

/** How many units of work were done a second. */
export function rate(name: string, count: number, ms: number, unit: string): Figure {
  return { name, value: round((count / ms) * 1000), unit: `${unit}/s` };
}

/** Milliseconds that some work takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Runs `count` pieces of work, so many at a time. */
export async function inParallel(count: number, width: number, work: (index: number) => Promise<unknown>) {
  let next = 0;
  const worker = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: width }, worker));
}

export function round(value: number, digits = 1): number {
  return Number(value.toFixed(digits));
}

export function median(samples: readonly number[]): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
