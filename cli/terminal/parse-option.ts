import { UserError } from './user-error';

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** Reads `90s`, `15m`, `24h`, `7d`, or a time that `Date` reads. Throws a `UserError` for anything else. */
export function parseSince(given: string, now: number): Date {
  const [, amount, unit = ''] = /^(\d+)([smhd])$/.exec(given) ?? [];
  if (amount !== undefined) return new Date(Math.max(0, now - Number(amount) * (UNITS[unit] ?? 1) * 1000));
  const time = /^\d{4}-\d\d-\d\d/.test(given) ? Date.parse(given) : NaN;
  if (!Number.isNaN(time)) return new Date(time);
  throw new UserError({
    where: '--since',
    what: 'is no period and no time',
    given,
    fix: 'Write a period like 15m, 24h or 7d, or a time like 2026-01-31T12:00:00Z.',
  });
}

/** Reads a whole number of 1 or more. Throws a `UserError` for anything else. */
export function parseCount(option: string, given: string): number {
  const count = /^\d+$/.test(given) ? Number(given) : NaN;
  if (count >= 1) return count;
  throw new UserError({
    where: option,
    what: 'takes a whole number, 1 or more',
    given,
    fix: `Write ${option} 10, for example.`,
  });
}

/** Reads a port, 0 for a free one. Throws a `UserError` for anything else. */
export function parsePort(option: string, given: string): number {
  const port = /^\d+$/.test(given) ? Number(given) : NaN;
  if (port <= 65_535) return port;
  throw new UserError({
    where: option,
    what: 'takes a port from 0 to 65535',
    given,
    fix: `Write ${option} 0 for a free one.`,
  });
}

const LONGEST_REASON = 1000;

/** Throws a `UserError` unless a reason is given that can be kept. */
export function checkReason(reason: string | undefined): asserts reason is string {
  if (reason !== undefined && reason.trim() !== '' && reason.length <= LONGEST_REASON) return;
  throw new UserError({
    where: '--reason',
    what: `one of 1 to ${LONGEST_REASON} characters is needed; it is kept in the record`,
    given: reason,
    fix: 'Add --reason "the database is back", for example.',
  });
}
