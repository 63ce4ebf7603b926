import type { Clock } from '../../kernel/clock';

interface Waiter<Thing> {
  readonly take: () => Thing[];
  readonly end: (things: Thing[]) => void;
  readonly fail: (error: unknown) => void;
}

/** Long polls that wait for a message, served in the order in which they came. */
export class Waiters<Thing> {
  private readonly waiting = new Set<Waiter<Thing>>();
  private alarm: { at: number; cancel: () => void } | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly wake: () => void,
  ) {}

  /** Waits until `take` yields something, for `waitMs` at most; nothing when the time is over or the caller gone. */
  wait(take: () => Thing[], waitMs: number, signal: AbortSignal): Promise<Thing[]> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return resolve([]);
      const finish = <Value>(settle: (value: Value) => void) => {
        return (value: Value) => {
          this.waiting.delete(waiter);
          if (this.waiting.size === 0) this.disarm();
          cancel();
          signal.removeEventListener('abort', abort);
          settle(value);
        };
      };
      const waiter: Waiter<Thing> = { take, end: finish(resolve), fail: finish(reject) };
      const abort = () => waiter.end([]);
      const cancel = this.clock.after(waitMs, abort);
      signal.addEventListener('abort', abort, { once: true });
      this.waiting.add(waiter);
      this.wake();
    });
  }

  serve(): void {
    for (const waiter of [...this.waiting]) {
      try {
        const taken = waiter.take();
        if (taken.length === 0) return;
        waiter.end(taken);
      } catch (error) {
        waiter.fail(error);
      }
    }
  }

  /** Serves again at that moment (epoch milliseconds), if anyone still waits. */
  wakeAt(at: number): void {
    if (this.alarm && this.alarm.at <= at) return;
    this.disarm();
    if (at === Infinity || this.waiting.size === 0) return;
    const cancel = this.clock.after(at - this.clock.now(), () => {
      this.alarm = undefined;
      this.wake();
    });
    this.alarm = { at, cancel };
  }

  close(): void {
    for (const waiter of [...this.waiting]) waiter.end([]);
  }

  private disarm(): void {
    this.alarm?.cancel();
    this.alarm = undefined;
  }
}
