import type { Session } from '../aws/session';
import { UserError } from '../terminal/user-error';
import type { FailureRecord } from './failure-record';
import { idsBeginningWith, readRecord } from './failure-table';

const SHOWN = 5;

/** The record with this id, or the only one whose id begins so. Throws a `UserError` when there is none, or several. */
export async function findRecord(session: Session, given: string): Promise<FailureRecord> {
  const record = await recordBeginning(session, given);
  if (!record) throw notThere(given);
  return record;
}

/** The same; undefined when there is none. */
export async function recordBeginning(session: Session, given: string): Promise<FailureRecord | undefined> {
  if (given === '') throw notThere(given);
  const exact = await readRecord(session, given);
  if (exact) return exact;
  const ids = await idsBeginningWith(session, given, SHOWN + 1);
  if (ids.length > 1) throw ambiguous(given, ids);
  return ids[0] === undefined ? undefined : readRecord(session, ids[0]);
}

function ambiguous(given: string, ids: readonly string[]): UserError {
  return new UserError({
    where: 'failure-id',
    what: `several records begin so: ${ids.slice(0, SHOWN).join(', ')}${ids.length > SHOWN ? ', …' : ''}`,
    given,
    fix: 'Give more characters of the id.',
  });
}

function notThere(given: string): UserError {
  return new UserError({
    where: 'failure-id',
    what: 'there is no such record; closed ones are forgotten after 90 days',
    given,
    fix: 'See what there is: npx registrar failures --status all',
  });
}
