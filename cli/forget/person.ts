import type { UserRow } from '../aws/select-as-owner';
import type { Session } from '../aws/session';
import { type FailureRecord, isLeased } from '../failures/failure-record';
import { listRecords } from '../failures/failure-table';
import { cognitoIdOf } from '../failures/record-state';
import { speaksOfWhole } from '../failures/speaks-of';
import { registrationsOf, rowOf } from '../sign-up/user-row';
import { fullCommand } from '../terminal/printed-command';
import { ConflictError, UserError } from '../terminal/user-error';
import { isInCognito } from './in-cognito';

/** Everything of one identity that can be erased. */
export interface Person {
  readonly cognitoId: string;
  readonly inCognito: boolean;
  readonly row?: UserRow;
  readonly registrations: readonly UserRow[];
  /** Records of this person's own registrations. */
  readonly records: readonly FailureRecord[];
  /** How many records of others name this person, such as the holder of an address. */
  readonly mentions: number;
}

/** Reads what is there. Throws a `UserError` where nobody knows the identity, or somebody is at work on it. */
export async function readPerson(session: Session, cognitoId: string): Promise<Person> {
  const [row, registrations, all] = await Promise.all([
    rowOf(session, cognitoId),
    registrationsOf(session, cognitoId),
    listRecords(session, { user: cognitoId }),
  ]);
  const records = all.filter((record) => isOf(record, cognitoId));
  const usernames = registrations.flatMap(({ username }) => (typeof username === 'string' ? [username] : []));
  const inCognito = await isInCognito(session, cognitoId, usernames);
  const person = { cognitoId, inCognito, row, registrations, records, mentions: all.length - records.length };
  if (!row && registrations.length + records.length === 0) throw unknown(cognitoId);
  refuseLeased(records, session.now());
  return person;
}

/** Where nobody can read whose registration it is, it is of everybody whose whole id it names. */
function isOf(record: FailureRecord, cognitoId: string): boolean {
  const owner = cognitoIdOf(record);
  return owner === undefined ? speaksOfWhole(record.state, cognitoId) : owner === cognitoId;
}

/** Throws a `UserError` for who is still there, unless that is meant: they would be a user without a row, for good. */
export function refusePresent({ cognitoId, inCognito }: Person, isMeant: boolean): void {
  if (!inCognito || isMeant) return;
  throw new UserError({
    where: 'forget',
    what: 'the user is still in Cognito, and could sign in without a row for ever after',
    given: cognitoId,
    fix: 'Delete the user in Cognito first; or give --although-in-cognito, if the account shall stay.',
  });
}

function unknown(given: string): UserError {
  return new UserError({
    where: 'forget',
    what: 'neither table nor failures know a person of this whole Cognito id',
    given,
    fix: 'Give the whole sub; npx registrar user finds it by an e-mail address.',
  });
}

function refuseLeased(records: readonly FailureRecord[], now: number): void {
  const leased = records.find((record) => isLeased(record, now));
  if (!leased) return;
  throw new ConflictError({
    where: 'conflict',
    what: `${leased.leased_by} is replaying a registration of this user`,
    given: leased.failure_id,
    fix: `Wait for its end: ${fullCommand('show', leased.failure_id)}`,
  });
}
