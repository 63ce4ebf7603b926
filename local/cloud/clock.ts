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

/** A clock that runs `scale` times as fast as the wall clock, from `start`. */
export function createClock(scale = 1, start = Date.now()): Clock {
  const origin = performance.now();
  const after = (ms: number, callback: () => void) => {
    const timer = setTimeout(callback, Math.max(0, ms / scale));
    return () => clearTimeout(timer);
  };
  return {
    scale,
    now: () => Math.floor(start + (performance.now() - origin) * scale),
    after,
    sleep: (ms, signal) => sleep(after, ms, signal),
  };
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
