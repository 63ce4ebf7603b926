import { Readable } from 'node:stream';
import type { StoredMap } from '../../kernel/store';

type Callback<Result> = (error: Error | null, result?: Result) => void;

/** Bounds of a read, as LevelDB has them. */
interface Range {
  readonly gt?: string;
  readonly gte?: string;
  readonly lt?: string;
  readonly lte?: string;
  readonly reverse?: boolean;
  readonly limit?: number;
}

/** A map in key order with the callbacks and streams that dynalite's operations expect of LevelDB. */
export class SortedMap {
  private readonly keys: string[];
  private readonly waiting = new Map<string, Promise<void>>();

  constructor(private readonly values: StoredMap<unknown>) {
    this.keys = [...values].map(([key]) => key).sort();
  }

  /** A missing key gives undefined, not an error. */
  get = (key: string, callback: Callback<unknown>): void => {
    queueMicrotask(() => {
      try {
        callback(null, copy(this.values.get(key)));
      } catch (error) {
        // What an operation throws is its answer; it must not end the process.
        callback(error as Error);
      }
    });
  };

  has = (key: string): boolean => this.values.has(key);

  put = (key: string, value: unknown, callback: Callback<never>): void => {
    settle(callback, () => {
      const known = this.values.has(key);
      this.values.set(key, copy(value));
      if (!known) this.keys.splice(this.position(key), 0, key);
    });
  };

  del = (key: string, callback: Callback<never>): void => {
    settle(callback, () => {
      if (this.values.delete(key)) this.keys.splice(this.position(key), 1);
    });
  };

  clear(callback: Callback<never>): void {
    settle(callback, () => {
      for (const key of [...this.keys]) {
        this.values.delete(key);
        this.keys.shift();
      }
    });
  }

  /** One holder of a key at a time: `body` gets a function that wraps its callback and lets the next one in when called. */
  lock(
    key: string,
    body: (release: <Done extends (...args: never[]) => void>(done: Done) => Done) => void,
  ): void {
    const before = this.waiting.get(key) ?? Promise.resolve();
    const mine = before.then(
      () =>
        new Promise<void>((resolve) => {
          body((done) => ((...args: never[]) => (resolve(), done(...args))) as typeof done);
        }),
    );
    this.waiting.set(key, mine);
    void mine.then(() => this.waiting.get(key) === mine && this.waiting.delete(key));
  }

  createKeyStream(range: Range = {}): Readable {
    return Readable.from(this.within(range));
  }

  createValueStream(range: Range = {}): Readable {
    return Readable.from(this.within(range).map((key) => copy(this.values.get(key))));
  }

  everyValue(): unknown[] {
    return this.valuesThat(() => true);
  }

  /** The values that fit; only these are copied. */
  valuesThat(fits: (value: unknown) => boolean): unknown[] {
    const values = this.keys.map((key) => this.values.get(key));
    return values.filter(fits).map(copy);
  }

  private within({ gt, gte, lt, lte, reverse, limit = -1 }: Range): string[] {
    const start = gt !== undefined ? this.position(gt, true) : gte !== undefined ? this.position(gte) : 0;
    const end =
      lte !== undefined ? this.position(lte, true) : lt !== undefined ? this.position(lt) : this.keys.length;
    const keys = this.keys.slice(start, Math.max(start, end));
    if (reverse) keys.reverse();
    return limit < 0 ? keys : keys.slice(0, limit);
  }

  /** Where a key stands or would stand; with `after`, the place behind it. */
  private position(key: string, after = false): number {
    let low = 0;
    let high = this.keys.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const here = this.keys[middle]!;
      if (here < key || (after && here === key)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Does a change at once and calls back later, with what was thrown if it was refused. */
function settle(callback: Callback<never>, change: () => void): void {
  let refusal: Error | null = null;
  try {
    change();
  } catch (error) {
    refusal = error as Error;
  }
  queueMicrotask(() => callback(refusal));
}

function copy<Value>(value: Value): Value {
  return structuredClone(value);
}
