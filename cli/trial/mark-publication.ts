import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Session } from '../aws/session';
import type { FailureRecord } from '../failures/failure-record';
import { failureTable } from '../failures/failure-table';
import { refuseClosed } from '../failures/next-steps';

/** Notes, before an event goes out beside the workflow, that it may be out: then nothing takes the row back any more. */
export async function markPublication(session: Session, record: FailureRecord): Promise<void> {
  refuseClosed(record, session.now());
  const { name, client } = await failureTable(session);
  await client.send(
    new UpdateCommand({
      TableName: name,
      Key: { failure_id: record.failure_id },
      UpdateExpression: 'ADD possible_publications :one',
      ConditionExpression: 'attribute_exists(failure_id) AND last_failed_at = :seen',
      ExpressionAttributeValues: { ':one': 1, ':seen': record.last_failed_at },
    }),
  );
}
