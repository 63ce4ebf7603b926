import { commandLine, fullCommand } from '../terminal/printed-command';
import { ConflictError } from '../terminal/user-error';
import { type FailureRecord, isLeased } from './failure-record';

/** What to type next about this record, by this beginning of its id. */
export function suggestFor(record: FailureRecord, now: number, id = record.failure_id): string[] {
  const { status, disposition } = record;
  if (status === 'resolved' || status === 'discarded') return ['failures'];
  if (isLeased(record, now)) return [`${commandLine('show', id)}   # again, when the replay has ended`];
  if (status === 'retrying') return ['status', commandLine('show', id)];
  if (disposition === 'rejected')
    return [...mending(record, id), `${commandLine('discard', id, '--reason "…"')}   # or give it up`];
  return [
    `${commandLine('try', id)}   # what would be sent`,
    commandLine('replay', id, '--dry-run'),
    commandLine('replay', id, '--reason "…"'),
  ];
}

function mending({ error }: FailureRecord, id: string): string[] {
  if (error !== 'EmailInUse') return [`${commandLine('replay', id, '--set … --dry-run')}   # mend the data`];
  return [
    `${commandLine('replay', id, '--reason "…"')}   # Cognito is asked again`,
    `${commandLine('hand-over', id, '--reason "…"')}   # the plan for it`,
  ];
}

/** Throws a `ConflictError`, which names who and when, for a record that is resolved or being replayed. */
export function refuseClosed(record: FailureRecord, now: number): void {
  const { failure_id: given, status, resolution, resolved_at } = record;
  if (status === 'resolved')
    throw new ConflictError({
      where: 'conflict',
      what: `it is resolved already: ${resolution}, at ${resolved_at}, by ${resolverOf(record)}`,
      given,
      fix: `Nothing is left to do; look at it: ${fullCommand('show', given)}`,
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
    fix: `Wait for the end, or until ${lease_until} if that client died: ${fullCommand('show', failure_id)}`,
  });
}
