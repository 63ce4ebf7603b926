import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { claimIdOf } from '../../tasks/shared/claim-id';
import type { Session } from '../aws/session';
import { failureTable } from '../failures/failure-table';
import type { Person } from './person';

/** Deletes the records of what failed for this person. What is gone already is no error, so a run that broke off is repeated. */
export async function eraseRecords(session: Session, { records }: Person): Promise<void> {
  const { name, client } = await failureTable(session);
  for (const { failure_id } of records)
    await client.send(new DeleteCommand({ TableName: name, Key: { failure_id } }));
}

/** Without its claim, an event of this person that is still on its way is refused by the database all the same: they are gone. */
export async function eraseClaim(session: Session, { cognitoId }: Person): Promise<void> {
  const TableName = await session.output('IdempotencyTableName');
  const client = DynamoDBDocumentClient.from(session.client(DynamoDBClient));
  await client.send(new DeleteCommand({ TableName, Key: { id: claimIdOf(cognitoId) } }));
}
