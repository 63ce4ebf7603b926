import type { ExecutionRow, HopDocument, UserDocument } from '../../console/feed/documents';
import { explainOrThrow } from '../aws/explain-error';
import { type FailureRecord, type Replay } from '../failures/failure-record';
import { readRecord } from '../failures/failure-table';
import { type FoundUser, findUser, NoSuchUserError } from '../resync/find-user';
import type { UserRow } from '../aws/select-as-owner';
import { rowOf, timeOf } from '../sign-up/user-row';
import { mask } from '../terminal/mask';
import { UserError } from '../terminal/user-error';
import type { Feed } from './feed';
import { executionHops } from './user-hops';

const WEEK = 7 * 86_400_000;

/** Everything that is known of one person's registration, in order of time, and what is missing. Finds by `sub` or e-mail. */
export async function readUser(feed: Feed, given: string, reveal: boolean): Promise<UserDocument> {
  if (given.trim() === '') throw nobody(given);
  const notes: string[] = [];
  const user = await look(feed, notes, 'Cognito', () => findUser(feed.session, given.trim()));
  const cognitoId = user?.attributes.sub ?? (given.includes('@') ? undefined : given.trim());
  if (cognitoId === undefined) throw nobody(given);
  const row = await look(feed, notes, 'The table users', () => rowOf(feed.session, cognitoId));
  await feed.executions.refresh(feed.session.now() - WEEK);
  const executions = feed.executions.ofUser(cognitoId, reveal);
  const ids = [...new Set(executions.flatMap(({ failureId }) => failureId ?? []))];
  const records = (await Promise.all(ids.map((id) => readRecord(feed.session, id)))).filter(
    (record) => record !== undefined,
  );
  const hops = [
    ...cognitoHops(user),
    ...executions.flatMap(executionHops),
    ...records.flatMap((record) => recordHops(record, executions)),
    ...rowHops(row),
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

function rowHops(row: UserRow | undefined): HopDocument[] {
  if (!row) return [];
  const [created, updated] = [row.created_at, row.updated_at].map((time) => timeOf(time));
  const hops: HopDocument[] = [
    {
      at: created ?? NaN,
      where: 'Table users',
      what: 'created_at of the row: when the event happened',
      tone: 'good',
    },
  ];
  if (updated !== created)
    hops.push({
      at: updated ?? NaN,
      where: 'Table users',
      what: 'updated_at of the row: what last wrote it happened',
      tone: 'info',
    });
  return hops;
}

function recordHops(record: FailureRecord, executions: readonly ExecutionRow[]): HopDocument[] {
  const { failure_id: failureId, resolved_at, resolution, discarded, replays } = record;
  const failure = { failureId };
  return [
    ...openHop(record),
    ...replays.map((replay: Replay): HopDocument => ({
      at: startOf(replay, executions),
      where: 'Operator',
      what: `replay from ${replay.from} by ${replay.by}: ${replay.reason}`,
      tone: 'info',
      ...failure,
    })),
    ...(resolved_at
      ? [
          {
            at: Date.parse(resolved_at),
            where: 'Failure record',
            what: `resolved: ${resolution}`,
            tone: 'good' as const,
            ...failure,
          },
        ]
      : []),
    ...(discarded
      ? [
          {
            at: Date.parse(discarded.at),
            where: 'Operator',
            what: `discarded by ${discarded.by}: ${discarded.reason}`,
            tone: 'bad' as const,
            ...failure,
          },
        ]
      : []),
  ];
}

/** That something is left to do; the last of its line. */
function openHop({ failure_id, status, disposition, last_failed_at }: FailureRecord): HopDocument[] {
  if (status !== 'open') return [];
  const what = `open, ${disposition}: somebody has to mend, replay or discard it`;
  const at = Date.parse(last_failed_at);
  return [{ at, where: 'Failure record', what, tone: 'bad', failureId: failure_id }];
}

/** By the clock of the workflow, where its execution is known: the operator's may be another. */
function startOf({ at, execution_arn }: Replay, executions: readonly ExecutionRow[]): number {
  const execution = executions.find(({ arn }) => arn === execution_arn);
  return execution ? execution.startedAt - 1 : Date.parse(at);
}

function nobody(given: string): UserError {
  return new UserError({
    where: 'user',
    what: 'nobody has this address or Cognito id',
    given,
    fix: 'Search by the sub that Cognito gave, or by the whole e-mail address.',
  });
}
