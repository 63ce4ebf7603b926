import type { FailureRecord, Replay } from './failure-record';
import { maskEdit } from './record-state';

/** A line for each replay, and for what it changed: when, who, from where, why, how it ended. */
export function printHistory(record: FailureRecord, reveal = false): string[] {
  return record.replays.flatMap((replay) => [
    `  replayed    ${replay.at} by ${replay.by} from ${replay.from}: ${outcomeOf(record, replay)}; "${replay.reason}"`,
    ...(replay.edits ?? []).map((edit) => {
      const { path, before, after } = reveal ? edit : maskEdit(edit);
      return `              ${path}: ${JSON.stringify(before) ?? '(nothing)'} → ${JSON.stringify(after)}`;
    }),
  ]);
}

/** What the client wrote down, else what the workflow itself left in the record. */
export function outcomeOf(record: FailureRecord, { replay_id, outcome, execution_arn }: Replay): string {
  if (outcome !== undefined && outcome !== 'unknown') return outcome;
  if (record.failed_replays.includes(replay_id)) return 'failed';
  const closedIt = record.resolved_by?.includes(replay_id) || record.resolved_by === (execution_arn ?? '');
  if (closedIt) return record.resolution ?? 'resolved';
  return record.lease_replay_id === replay_id ? 'running, or its client died' : 'unknown';
}
