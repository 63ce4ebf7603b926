const UNITS = [
  ['s', 1],
  ['min', 60],
  ['h', 3600],
  ['d', 86_400],
] as const;

/** How long ago a time is, in its largest unit of which there are two or more: `40 s`, `3 min`, `26 h`, `5 d`. */
export function ago(time: string | number, now: number): string {
  return duration(Math.max(0, now - toMillis(time)));
}

/** The same of a time to come. */
export function fromNow(time: string | number, now: number): string {
  return duration(Math.max(0, toMillis(time) - now));
}

/** A time as a person reads it beside others: how long ago, or with `--wide` the time itself. */
export function when(time: string | number, { wide }: { readonly wide: boolean }, now: number): string {
  return wide ? new Date(toMillis(time)).toISOString() : ago(time, now);
}

function toMillis(time: string | number): number {
  return typeof time === 'number' ? time : Date.parse(time);
}

function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  const [unit, size] = UNITS.findLast(([, each]) => seconds >= 2 * each) ?? UNITS[0];
  return `${Math.floor(seconds / size)} ${unit}`;
}
