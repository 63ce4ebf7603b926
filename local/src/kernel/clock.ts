/** Time as the local cloud sees it. Every wait and every timestamp goes through it, so that tests can run it faster. */
export interface Clock {
  /** Milliseconds since the epoch, in cloud time. */
  now(): number;
  /** Waits for so many cloud milliseconds; rejects with the signal's reason when it aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Calls back once after so many cloud milliseconds; the answer cancels it. */
  after(ms: number, callback: () => void): () => void;
  /** How many cloud milliseconds pass in one real millisecond. */
  readonly scale: number;
}

/** A clock that can also jump. */
export interface SkippingClock extends Clock {
  /** Jumps to the next wait that ends by `limit` (cloud time), or to `limit`; answers whether a wait ended. */
  skipToNext(limit: number): boolean;
}

interface Wait {
  readonly due: number;
  readonly callback: () => void;
}

/** Node's timers hold 31 bits of milliseconds; a longer wait is looked at again after this. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** A clock that runs `scale` times as fast as the wall clock, from `start`. */
export function createClock(scale = 1, start = Date.now()): SkippingClock {
  const origin = performance.now();
  const waits: Wait[] = [];
  let skipped = 0;
  let timer: NodeJS.Timeout | undefined;

  const now = () => Math.floor(start + skipped + (performance.now() - origin) * scale);

  const arm = () => {
    clearTimeout(timer);
    const [next] = waits;
    if (next) timer = setTimeout(ring, Math.min(LONGEST_TIMER, Math.max(0, (next.due - now()) / scale)));
  };

  const ring = () => {
    const time = now();
    try {
      while (waits[0] && waits[0].due <= time) waits.shift()?.callback();
    } finally {
      // One that throws must not stop the clock for the others.
      arm();
    }
  };

  const after = (ms: number, callback: () => void) => {
    const wait = { due: now() + Math.max(0, ms), callback };
    waits.splice(positionAfter(waits, wait.due), 0, wait);
    if (waits[0] === wait) arm();
    return () => {
      const index = waits.indexOf(wait);
      if (index >= 0) waits.splice(index, 1);
      if (index === 0) arm();
    };
  };

  return {
    scale,
    now,
    after,
    sleep: (ms, signal) => sleep(after, ms, signal),
    skipToNext(limit) {
      const due = Math.min(waits[0]?.due ?? Infinity, limit);
      const ends = waits[0] !== undefined && waits[0].due <= limit;
      skipped += Math.max(0, due - now());
      ring();
      return ends;
    },
  };
}

/** Waits that end together end in the order in which they began. */
function positionAfter(waits: readonly Wait[], due: number): number {
  let [low, high] = [0, waits.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((waits[middle] as Wait).due <= due) low = middle + 1;
    else high = middle;
  }
  return low;
}

function sleep(after: Clock['after'], ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason as Error);
    const abort = () => {
      cancel();
      reject(signal?.reason as Error);
    };
    const cancel = after(ms, () => {
      signal?.removeEventListener('abort', abort);
      resolve();
    });
    signal?.addEventListener('abort', abort, { once: true });
  });
}
