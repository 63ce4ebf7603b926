import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Session } from '../session';

/** The failure table and the client to talk to it. */
export interface FailureTable {
  readonly name: string;
  readonly client: DynamoDBDocumentClient;
}

export async function failureTable(session: Session): Promise<FailureTable> {
  const name = await session.output('FailureTableName');
  const options = { marshallOptions: { removeUndefinedValues: true } };
  return { name, client: DynamoDBDocumentClient.from(session.client(DynamoDBClient), options) };
}
