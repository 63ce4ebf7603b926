import type { Session } from '../aws/session';
import type { FailureRecord } from '../failures/failure-record';
import { readExecutionLog } from './execution-log';
import { toTimeline, type Timeline } from './timeline';

/** An execution takes five minutes at most, and its log may come late. */
const MARGIN = 10 * 60_000;

/** Every execution that a record names and the log still has, oldest first. */
export async function recordTimelines(session: Session, record: FailureRecord): Promise<Timeline[]> {
  const arns = executionsOf(record);
  const log = await readExecutionLog(session, arns, windowOf(record));
  return arns
    .flatMap((arn) => {
      const events = log.get(arn);
      return events ? [toTimeline(arn, events)] : [];
    })
    .sort((a, b) => a.startedAt - b.startedAt);
}

/** Failed deliveries and replays, and the one that succeeded in the end. */
export function executionsOf({ executions, replays, resolved_by }: FailureRecord): string[] {
  const replayed = replays.flatMap(({ execution_arn }) => execution_arn ?? []);
  return [
    ...new Set([...executions, ...replayed, ...(resolved_by?.startsWith('arn:') ? [resolved_by] : [])]),
  ];
}

function windowOf({ first_failed_at, last_failed_at, resolved_at, replays }: FailureRecord) {
  const times = [first_failed_at, last_failed_at, resolved_at, ...replays.map(({ at }) => at)];
  const known = times.flatMap((time) => (time === undefined ? [] : Date.parse(time)));
  return { from: new Date(Math.min(...known) - MARGIN), to: new Date(Math.max(...known) + MARGIN) };
}
