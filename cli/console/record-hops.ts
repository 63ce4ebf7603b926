import type { ExecutionRow, HopDocument } from '../../console/feed/documents';
import type { FailureRecord, Replay } from '../failures/failure-record';

/** What became of a registration that failed: replays, and how its record stands. */
export function recordHops(record: FailureRecord, executions: readonly ExecutionRow[]): HopDocument[] {
  const { failure_id: failureId, resolved_at, resolution, discarded, replays } = record;
  const failure = { failureId };
  return [
    ...openHop(record, executions),
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

/** That something is left to do stands behind the delivery that recorded it. */
function openHop(
  { failure_id, status, disposition, last_failed_at }: FailureRecord,
  executions: readonly ExecutionRow[],
): HopDocument[] {
  if (status !== 'open') return [];
  const what = `open, ${disposition}: somebody has to mend, replay or discard it`;
  const at = Math.max(Date.parse(last_failed_at), ...executions.map(({ endedAt = 0 }) => endedAt));
  return [{ at, where: 'Failure record', what, tone: 'bad', failureId: failure_id }];
}

/** By the clock of the workflow, where its execution is known: the operator's may be another. */
function startOf({ at, execution_arn }: Replay, executions: readonly ExecutionRow[]): number {
  const execution = executions.find(({ arn }) => arn === execution_arn);
  return execution ? execution.startedAt - 1 : Date.parse(at);
}
