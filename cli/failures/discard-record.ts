import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Session } from '../aws/session';
import { fullCommand } from '../terminal/printed-command';
import { ConflictError } from '../terminal/user-error';
import { type FailureRecord, KEPT_SECONDS } from './failure-record';
import { failureTable } from './failure-table';
import { refuseClosed } from './next-steps';

/** Closes a record for good, if it still is as it was read. Throws a `ConflictError` if there is nothing to give up. */
export async function discardRecord(
  session: Session,
  record: FailureRecord,
  discarded: NonNullable<FailureRecord['discarded']>,
): Promise<void> {
  refuseOthers(record, session.now());
  const { name, client } = await failureTable(session);
  try {
    await client.send(
      new UpdateCommand({
        TableName: name,
        Key: { failure_id: record.failure_id },
        UpdateExpression:
          'SET #status = :discarded, discarded = :by, expires_at = :expires_at REMOVE lease_until, leased_by, lease_replay_id',
        ConditionExpression: '#status = :seen AND last_failed_at = :seen_at',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: {
          ':discarded': 'discarded',
          ':by': discarded,
          ':expires_at': Math.floor(Date.parse(discarded.at) / 1000) + KEPT_SECONDS,
          ':seen': record.status,
          ':seen_at': record.last_failed_at,
        },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    throw conflict(record, 'it changed in this moment', 'Look at it again');
  }
}

function refuseOthers(record: FailureRecord, now: number): void {
  refuseClosed(record, now);
  if (record.status === 'retrying')
    throw conflict(record, 'the queue still delivers it', 'Wait until it is registered, rejected or parked');
  if (record.status === 'discarded') throw conflict(record, 'it is discarded already', 'Look at it');
}

function conflict({ failure_id }: FailureRecord, what: string, fix: string): ConflictError {
  return new ConflictError({
    where: 'conflict',
    what,
    given: failure_id,
    fix: `${fix}: ${fullCommand('show', failure_id)}`,
  });
}
