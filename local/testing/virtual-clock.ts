import type { SkippingClock } from '../src/kernel/clock';

/** A clock that only passes when it jumps: waits are exact. */
export function virtualClock(start = Date.UTC(2026, 0, 31)): SkippingClock {
  let time = start;
  let waits: { due: number; callback: () => void }[] = [];
  const after = (ms: number, callback: () => void) => {
    const wait = { due: time + ms, callback };
    waits.push(wait);
    return () => void (waits = waits.filter((each) => each !== wait));
  };
  return {
    scale: 1,
    now: () => time,
    after,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const cancel = after(ms, resolve);
        signal?.addEventListener('abort', () => (cancel(), reject(signal.reason as Error)), { once: true });
      }),
    skipToNext(limit) {
      const due = Math.min(limit, ...waits.map((wait) => wait.due));
      time = Math.max(time, due);
      const ended = waits.filter((wait) => wait.due <= time);
      waits = waits.filter((wait) => wait.due > time);
      ended.forEach(({ callback }) => callback());
      return ended.length > 0;
    },
  };
}
