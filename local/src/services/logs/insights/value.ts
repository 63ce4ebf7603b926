/** A point in time: compared as a number, shown as Insights shows `@timestamp`. */
export class Time {
  constructor(readonly ms: number) {}

  valueOf(): number {
    return this.ms;
  }

  toString(): string {
    return Number.isFinite(this.ms) ? new Date(this.ms).toISOString().replace('T', ' ').replace('Z', '') : '';
  }
}

/** What a field or expression may be; `undefined` when it is not there. */
export type Value = string | number | boolean | Time | undefined;

/** NaN when it is no number. */
export function toNumber(value: Value): number {
  if (typeof value === 'string') return value.trim() === '' ? NaN : Number(value);
  return value === undefined ? NaN : Number(value);
}

export function toText(value: Value): string {
  return value === undefined ? '' : String(value);
}

/** Negative, zero or positive: as numbers where both are, else as text. */
export function compareValues(a: Value, b: Value): number {
  const [left, right] = [toNumber(a), toNumber(b)];
  if (!Number.isNaN(left) && !Number.isNaN(right)) return left - right;
  return toText(a) < toText(b) ? -1 : Number(toText(a) > toText(b));
}
