import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Session } from '../aws/session';
import { fullCommand } from '../terminal/printed-command';
import { ConflictError } from '../terminal/user-error';
import type { FailureRecord, Replay } from './failure-record';
import { failureTable, readRecord } from './failure-table';
import { refuseClosed } from './next-steps';

/** A little longer than the workflow's time-out of 295 s: after it, whoever holds the lease has died. */
export const LEASE = 310_000;

/**
 * Takes the record for one replay and writes the replay into its history, if the record still is what the plan was made
 * from. Of two who try, one wins. Throws a `ConflictError` that names who has it.
 */
export async function takeLease(session: Session, record: FailureRecord, replay: Replay): Promise<void> {
  const { name, client } = await failureTable(session);
  const now = session.now();
  try {
    await client.send(
      new UpdateCommand({
        TableName: name,
        Key: { failure_id: record.failure_id },
        // The workflow counts started and failed replays: it takes nothing back while one is not on record.
        UpdateExpression: [
          'SET #status = :replaying, lease_until = :until, leased_by = :by, lease_replay_id = :id,',
          'replays = list_append(if_not_exists(replays, :none), :replays)',
          'REMOVE expires_at ADD replays_started :one',
        ].join(' '),
        ConditionExpression: [
          '#status = :seen AND last_failed_at = :seen_at AND #status <> :resolved',
          'AND (attribute_not_exists(lease_until) OR lease_until < :now)',
        ].join(' '),
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: {
          ':replaying': 'replaying',
          ':resolved': 'resolved',
          ':until': new Date(now + LEASE).toISOString(),
          ':now': new Date(now).toISOString(),
          ':by': replay.by,
          ':id': replay.replay_id,
          ':none': [],
          ':replays': [replay],
          ':one': 1,
          ':seen': record.status,
          ':seen_at': record.last_failed_at,
        },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    throw await whyNot(session, record);
  }
}

async function whyNot(session: Session, { failure_id: given }: FailureRecord): Promise<ConflictError> {
  const now = await readRecord(session, given);
  try {
    if (now) refuseClosed(now, session.now());
  } catch (conflict) {
    if (conflict instanceof ConflictError) return conflict;
  }
  return new ConflictError({
    where: 'conflict',
    what: now ? `it changed while the plan was made; it is ${now.status} now` : 'it was removed',
    given,
    fix: `Look at it again: ${fullCommand('show', given)}`,
  });
}
