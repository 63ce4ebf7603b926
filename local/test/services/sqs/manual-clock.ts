import type { Clock } from '../../../src/kernel/clock';

/** A clock that stands still until the test moves it. */
export function manualClock(start = Date.UTC(2026, 0, 1)): Clock & { advance(ms: number): void } {
  let now = start;
  const timers = new Set<{ at: number; callback: () => void }>();
  const after: Clock['after'] = (ms, callback) => {
    const timer = { at: now + Math.max(0, ms), callback };
    timers.add(timer);
    return () => timers.delete(timer);
  };
  return {
    scale: 1,
    now: () => now,
    after,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason as Error);
        after(ms, resolve);
        signal?.addEventListener('abort', () => reject(signal.reason as Error));
      }),
    advance(ms) {
      const end = now + ms;
      for (;;) {
        const [next] = [...timers].filter(({ at }) => at <= end).sort((one, other) => one.at - other.at);
        if (!next) break;
        timers.delete(next);
        now = Math.max(now, next.at);
        next.callback();
      }
      now = end;
    },
  };
}
