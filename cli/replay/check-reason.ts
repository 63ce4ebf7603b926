import { UserError } from '../user-error';

const LONGEST = 1000;

/** Throws a `UserError` unless a reason is given that can be kept. */
export function checkReason(reason: string | undefined): asserts reason is string {
  if (reason !== undefined && reason.trim() !== '' && reason.length <= LONGEST) return;
  throw new UserError({
    where: '--reason',
    what: `one of 1 to ${LONGEST} characters is needed; it is kept in the record`,
    given: reason,
    fix: 'Add --reason "the database is back", for example.',
  });
}
