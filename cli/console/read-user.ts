import type { HopDocument, UserDocument } from '../../console/feed/documents';
import { explainOrThrow } from '../aws/explain-error';
import { readRecord } from '../failures/failure-table';
import { type FoundUser, findUser, NoSuchUserError } from '../resync/find-user';
import type { UserRow } from '../aws/select-as-owner';
import { registrationsOf, rowOf } from '../sign-up/user-row';
import { mask } from '../terminal/mask';
import { UserError } from '../terminal/user-error';
import type { Feed } from './feed';
import { recordHops } from './record-hops';
import { rowHops } from './row-hops';
import { executionHops } from './user-hops';

const WEEK = 7 * 86_400_000;

/** Everything that is known of one person's registration, in order of time, and what is missing. Finds by `sub` or e-mail. */
export async function readUser(feed: Feed, given: string, reveal: boolean): Promise<UserDocument> {
  if (given.trim() === '') throw nobody(given);
  const notes: string[] = [];
  const user = await look(feed, notes, 'Cognito', () => findUser(feed.session, given.trim()));
  const cognitoId = user?.attributes.sub ?? (given.includes('@') ? undefined : given.trim());
  if (cognitoId === undefined) throw nobody(given);
  const inTable = await look(feed, notes, 'The table users', async () => ({
    row: await rowOf(feed.session, cognitoId),
    registrations: await registrationsOf(feed.session, cognitoId),
  }));
  const { row, registrations = [] } = inTable ?? {};
  await feed.executions.refresh(feed.session.now() - WEEK);
  const executions = feed.executions.ofUser(cognitoId, reveal);
  const ids = [...new Set(executions.flatMap(({ failureId }) => failureId ?? []))];
  const records = (await Promise.all(ids.map((id) => readRecord(feed.session, id)))).filter(
    (record) => record !== undefined,
  );
  const hops = [
    ...cognitoHops(user),
    ...executions.flatMap(executionHops),
    ...rowHops(registrations),
    ...records.flatMap((record) => recordHops(record, executions)),
  ];
  return {
    cognitoId,
    user:
      (reveal ? user?.attributes.email : (mask(user?.attributes.email, 'email') as string | undefined)) ??
      executions.at(-1)?.user,
    cognito: user && {
      status: user.status,
      username: reveal ? user.username : String(mask(user.username, 'username')),
    },
    row: row && ((reveal ? row : mask(row)) as Record<string, unknown>),
    hops: hops.filter(({ at }) => !Number.isNaN(at)).sort((a, b) => a.at - b.at),
    executions,
    missing: missing(user, row, executions.length, notes),
    notes,
  };
}

/** What cannot be read, for a right that this operator does not have, is left out and said. */
async function look<Found>(
  { session }: Feed,
  notes: string[],
  what: string,
  read: () => Promise<Found>,
): Promise<Found | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof NoSuchUserError) return undefined;
    notes.push(`${what}: ${explainOrThrow(error, session.options)}`);
    return undefined;
  }
}

function missing(
  user: FoundUser | undefined,
  row: UserRow | undefined,
  executions: number,
  notes: readonly string[],
): string[] {
  const unread = (what: string) => notes.some((note) => note.startsWith(what));
  return [
    user || unread('Cognito') ? '' : 'Cognito does not know this user.',
    row || unread('The table') ? '' : 'There is no row in the table users.',
    executions ? '' : 'The log of the last week has no execution for this user.',
  ].filter(Boolean);
}

function cognitoHops(user: FoundUser | undefined): HopDocument[] {
  if (!user) return [];
  return [
    {
      at: user.modifiedAt.getTime(),
      where: 'Cognito',
      what: `last changed there (${user.status.toLowerCase()})`,
      tone: 'info',
    },
  ];
}

function nobody(given: string): UserError {
  return new UserError({
    where: 'user',
    what: 'nobody has this address or Cognito id',
    given,
    fix: 'Search by the sub that Cognito gave, or by the whole e-mail address.',
  });
}
