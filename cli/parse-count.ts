import { UserError } from './user-error';

/** Reads a number of 1 or more, or of `least`. Throws a `UserError` for anything else. */
export function parseCount(option: string, given: string, least = 1): number {
  const count = /^\d+$/.test(given) ? Number(given) : NaN;
  if (count >= least) return count;
  throw new UserError({
    where: option,
    what: `takes a whole number, ${least} or more`,
    given,
    fix: `Write ${option} 10, for example.`,
  });
}
