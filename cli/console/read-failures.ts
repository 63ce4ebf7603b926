import type { FailureGroup, FailureRow, FailuresDocument } from '../../console/feed/documents';
import { type FailureRecord, isLeased, statuses, UNFINISHED } from '../failures/failure-record';
import { adviceOn } from '../../tasks/shared/error-advice';
import { listRecords } from '../failures/failure-table';
import { groupRecords } from '../failures/group-records';
import { userOf } from '../failures/record-state';
import { maskText } from '../terminal/mask';
import { readableCause } from '../terminal/readable-text';
import { shellWord } from '../terminal/printed-command';
import { type Feed, pageCommand } from './feed';

/** The failure records of these statuses, the newest first, and those that most likely have one cause together. */
export async function readFailures(feed: Feed, status: string, reveal: boolean): Promise<FailuresDocument> {
  const { session } = feed;
  const wanted = status === 'all' ? statuses : statuses.filter((each) => each === status);
  const records = await listRecords(session, { statuses: wanted.length ? wanted : UNFINISHED });
  records.reverse();
  const rows = records.map((record) => failureRow(record, session.now(), reveal));
  const groups = groupsOf(records, session.now(), reveal);
  return {
    rows,
    groups: groups.map((group) => ({ ...group, command: pageCommand(feed, commandOf(group)) })),
  };
}

/** What one record is in a list. */
export function failureRow(record: FailureRecord, now: number, reveal: boolean): FailureRow {
  const cause = readableCause(record.cause);
  return {
    id: record.failure_id,
    status: record.status === 'replaying' && !isLeased(record, now) ? 'open' : record.status,
    disposition: record.disposition,
    lane: record.lane,
    step: record.failed_step,
    resumeAt: record.resume_at,
    error: record.error,
    cause: reveal ? cause : maskText(cause),
    tries: record.attempts.length,
    user: userOf(record, reveal),
    firstFailedAt: record.first_failed_at,
    lastFailedAt: record.last_failed_at,
  };
}

type Group = Omit<FailureGroup, 'command'>;

/** What replays these and, of the same step and error, others with another cause. */
function commandOf({ step, error, disposition }: Group): string {
  const kind = disposition === 'parked' || disposition === null ? [] : ['--disposition', disposition];
  return ['replay --all --step', step, '--error', shellWord(error), ...kind, '--reason "…"'].join(' ');
}

function groupsOf(records: readonly FailureRecord[], now: number, reveal: boolean): Group[] {
  const open = records.filter(({ status }) => status === 'open' || status === 'replaying');
  const groups = groupRecords(open, ({ disposition, failed_step, error, cause }) =>
    [disposition, failed_step, error, shapeOf(cause)].join('\n'),
  );
  return [...groups]
    .map(([key, members]) => toGroup(key, members, now, reveal))
    .sort((a, b) => b.count - a.count);
}

function toGroup(key: string, members: readonly FailureRecord[], now: number, reveal: boolean): Group {
  const newest = members[0] as FailureRecord;
  const { step, error, lane, disposition, cause, lastFailedAt } = failureRow(newest, now, reveal);
  const ids = members.map(({ failure_id }) => failure_id);
  return {
    key,
    step,
    error,
    lane,
    disposition,
    cause,
    advice: adviceFor(newest),
    count: ids.length,
    ids,
    lastFailedAt,
  };
}

/** What the one table of errors says, in a sentence or two. */
export function adviceFor({ status, error, cause }: FailureRecord): string {
  if (status === 'retrying') return 'Nothing yet: the queue delivers it again by itself.';
  const { means, then } = adviceOn(error, cause);
  return `${means} ${then}`;
}

/** A cause without what differs from one registration to the next: ids, numbers, masked values. */
function shapeOf(cause: string): string {
  return readableCause(cause)
    .replace(/ \(Service: .*$/s, '')
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d+|\*\*\*/gi, '#')
    .slice(0, 200);
}
