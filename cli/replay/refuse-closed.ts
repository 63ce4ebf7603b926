import { ConflictError } from '../conflict-error';
import type { FailureRecord } from '../failures/failure-record';
import { isLeased } from '../failures/lease-state';

/** Throws a `ConflictError`, which names who and when, for a record that is resolved or being replayed. */
export function refuseClosed(record: FailureRecord, now = Date.now()): void {
  const { failure_id: given, status, resolution, resolved_at } = record;
  if (status === 'resolved')
    throw new ConflictError({
      where: 'conflict',
      what: `it is resolved already: ${resolution}, at ${resolved_at}, by ${resolverOf(record)}`,
      given,
      fix: `Nothing is left to do; look at it: npx registrar show ${given}`,
    });
  if (isLeased(record, now)) throw beingReplayed(record);
}

/** The operator whose replay closed it; a delivery of the queue may have been quicker. */
function resolverOf({ replays, resolved_by = '' }: FailureRecord): string {
  const replay = replays.find(({ replay_id }) => resolved_by.includes(replay_id));
  return replay ? `a replay of ${replay.by}` : 'a delivery of the queue';
}

function beingReplayed({ failure_id, leased_by, lease_until, lease_replay_id, replays }: FailureRecord) {
  const started = replays.find(({ replay_id }) => replay_id === lease_replay_id)?.at;
  return new ConflictError({
    where: 'conflict',
    what: `${leased_by} is replaying it since ${started}`,
    given: failure_id,
    fix: `Wait for the end, or until ${lease_until} if that client died: npx registrar show ${failure_id}`,
  });
}
