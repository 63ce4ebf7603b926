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
  return { name, client: session.client(DocumentClient).inner };
}

/** The document client is built around another client; this gives it the shape of one, so that a session keeps it. */
class DocumentClient {
  readonly inner: DynamoDBDocumentClient;

  constructor(config: ConstructorParameters<typeof DynamoDBClient>[0] = {}) {
    const options = { marshallOptions: { removeUndefinedValues: true } };
    this.inner = DynamoDBDocumentClient.from(new DynamoDBClient(config), options);
  }
}
