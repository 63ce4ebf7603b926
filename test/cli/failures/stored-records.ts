import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { type FailureRecord, toFailureRecord } from '../../../cli/failures/failure-record';
import { StubSession } from '../stub-session';

const TABLE = 'Failures';

/** The failure table on dynalite, and a session whose stack has it. */
export class StoredRecords {
  readonly #server = jest.requireActual<(options: object) => Server>('dynalite')({ createTableMs: 0 });
  #client?: DynamoDBDocumentClient;
  #session?: StubSession;
  /** Done once, before the next update of the session reaches the table. */
  beforeUpdate?: () => Promise<void>;

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const endpoint = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    this.#session = new StubSession(endpoint, { FailureTableName: TABLE });
    const client = this.#session.client(DynamoDBClient);
    this.#client = DynamoDBDocumentClient.from(new DynamoDBClient({ ...this.#session.config }));
    client.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          const before = commandName === 'UpdateItemCommand' ? this.beforeUpdate : undefined;
          if (before) this.beforeUpdate = undefined;
          await before?.();
          return next(args);
        },
      { step: 'initialize', name: 'beforeUpdate' },
    );
    await this.#client.send(
      new CreateTableCommand({
        TableName: TABLE,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'failure_id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'failure_id', KeyType: 'HASH' }],
      }),
    );
  }

  async stop(): Promise<void> {
    this.#client?.destroy();
    this.#session?.client(DynamoDBClient).destroy();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get session(): StubSession {
    if (!this.#session) throw new Error('The table is not started');
    return this.#session;
  }

  /** Writes a record over the one that is there, and answers it as a command reads it. */
  async put(members: Partial<FailureRecord> = {}): Promise<FailureRecord> {
    const record = { ...OPEN, ...members };
    await this.#client?.send(new PutCommand({ TableName: TABLE, Item: record }));
    return toFailureRecord(record);
  }

  /** The item as it is. */
  async get(): Promise<Readonly<Record<string, unknown>>> {
    const answer = await this.#client?.send(
      new GetCommand({ TableName: TABLE, Key: { failure_id: OPEN.failure_id }, ConsistentRead: true }),
    );
    return answer?.Item ?? {};
  }
}

/** A record that waits for an operator. */
export const OPEN = {
  failure_id: '6f1c2a34-0000-4000-8000-00000000000a.0123456789abcdef',
  status: 'open',
  disposition: 'parked',
  failed_step: 'UpsertUser',
  resume_at: 'UpsertUser',
  state: '{}',
  error: 'RdsData.AccessDeniedException',
  cause: 'no',
  first_failed_at: '2026-01-31T12:00:00.000Z',
  last_failed_at: '2026-01-31T12:30:00.000Z',
  executions: [] as string[],
  replays: [] as FailureRecord['replays'],
} as const;
