import type { Session } from '../aws/session';
import { listRecords } from '../failures/failure-table';
import type { FailureRecord } from '../failures/failure-record';
import { registrationsOf, rowsOf } from '../sign-up/user-row';
import { byExecution, filterLog, ifLogReadable } from '../timeline/execution-log';
import { speaksOf } from '../failures/speaks-of';
import { type Timeline, toTimeline } from '../timeline/timeline';
import { readPool } from './read-pool';
import type { PoolUser, UserPicture } from './user-picture';

/**
 * Asks every part what it knows of a person, by an e-mail address, a `sub` or the id of a row. What one part says leads on in the
 * others: the row's `sub` to the pool, the pool's to records and executions.
 */
export async function readPicture(session: Session, given: string, from: Date): Promise<UserPicture> {
  const rows = await rowsOf(session, given);
  const subs = rows.map(({ cognito_id }) => String(cognito_id));
  const pool = await readPoolByAll(session, [given, ...subs]);
  const ids = [...new Set([given, ...subs, ...pool.map(({ sub }) => sub)])];
  const [registrations, records, executions] = await Promise.all([
    readAll(ids, (id) => registrationsOf(session, id)),
    readRecords(session, ids),
    ifLogReadable(session, () => readExecutions(session, ids, from), []),
  ]);
  return { given, rows, pool, registrations, records, executions };
}

async function readPoolByAll(session: Session, ids: readonly string[]): Promise<PoolUser[]> {
  const found = await readAll(ids.filter(isAsked), (id) => readPool(session, id));
  return found.filter(({ sub }, at) => found.findIndex((other) => other.sub === sub) === at);
}

/** A row that nobody has claimed yet has a placeholder, which no pool knows. */
function isAsked(id: string): boolean {
  return !id.startsWith('unlinked:');
}

async function readAll<Found>(
  ids: readonly string[],
  read: (id: string) => Promise<Found[]>,
): Promise<Found[]> {
  return (await Promise.all(ids.map(read))).flat();
}

async function readRecords(session: Session, ids: readonly string[]): Promise<FailureRecord[]> {
  const records = await listRecords(session, {});
  return records.filter(({ state }) => ids.some((id) => speaksOf(state, id)));
}

/** Those whose input speaks of the person, with their ends, the oldest first. */
async function readExecutions(session: Session, ids: readonly string[], from: Date): Promise<Timeline[]> {
  const log = byExecution(await filterLog(session, '{ $.type = "Execution*" }', { from }));
  return [...log]
    .map(([arn, events]) => toTimeline(arn, events))
    .filter(({ input = '' }) => ids.some((id) => speaksOf(input, id)))
    .sort((a, b) => a.startedAt - b.startedAt);
}
