import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  CreateTableCommand,
  DeleteItemCommand,
  DeleteTableCommand,
  DynamoDBClient,
  ScanCommand,
  UpdateItemCommand,
  type AttributeValue,
} from '@aws-sdk/client-dynamodb';

const TABLE = 'Claims';

/** The idempotency table, on dynalite. */
export class ClaimTable {
  readonly name = TABLE;
  readonly #server = jest.requireActual<(options: object) => Server>('dynalite')({
    createTableMs: 0,
    deleteTableMs: 0,
  });
  #client: DynamoDBClient | undefined;

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const endpoint = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    this.#client = new DynamoDBClient({ endpoint, region: 'us-east-1' });
    await this.create();
    return endpoint;
  }

  async create(): Promise<void> {
    await this.client.send(
      new CreateTableCommand({
        TableName: TABLE,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      }),
    );
  }

  async drop(): Promise<void> {
    await this.client.send(new DeleteTableCommand({ TableName: TABLE }));
  }

  async stop(): Promise<void> {
    this.#client?.destroy();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async items(): Promise<Record<string, AttributeValue>[]> {
    const { Items = [] } = await this.client.send(new ScanCommand({ TableName: TABLE }));
    return Items;
  }

  async clear(): Promise<void> {
    for (const { id } of await this.items()) {
      await this.client.send(new DeleteItemCommand({ TableName: TABLE, Key: { id: id as AttributeValue } }));
    }
  }

  /** Sets attributes of the one item that is there. */
  async change(values: Record<string, AttributeValue>): Promise<void> {
    const [item] = await this.items();
    const names = Object.keys(values);
    await this.client.send(
      new UpdateItemCommand({
        TableName: TABLE,
        Key: { id: item?.id as AttributeValue },
        UpdateExpression: `SET ${names.map((_, at) => `#n${at} = :v${at}`).join(', ')}`,
        ExpressionAttributeNames: Object.fromEntries(names.map((name, at) => [`#n${at}`, name])),
        ExpressionAttributeValues: Object.fromEntries(
          Object.values(values).map((value, at) => [`:v${at}`, value]),
        ),
      }),
    );
  }

  private get client(): DynamoDBClient {
    if (!this.#client) throw new Error('The table is not started');
    return this.#client;
  }
}
