import { DynamoDBClient, PutItemCommand, ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { IdempotencyConfig, makeIdempotent } from '@aws-lambda-powertools/idempotency';
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
import { clientConfig } from '../../../testing/client-config';
import { startEndpoint } from '../../http/start-endpoint';
import { startDynamoDb } from './dynamodb-cloud';

const context = {
  getRemainingTimeInMillis: () => 3000,
  functionName: 'validate',
  awsRequestId: '1',
} as never;

/** Clients that were not written with this cloud in mind, over HTTP. */
async function startClient() {
  const { service, make } = startDynamoDb();
  await make('AWS::DynamoDB::Table', 'Claims', {
    TableName: 'claims',
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  });
  const endpoint = await startEndpoint(service);
  const awsSdkV3Client = new DynamoDBClient(clientConfig(endpoint.url));
  const persistenceStore = new DynamoDBPersistenceLayer({ tableName: 'claims', awsSdkV3Client });
  const config = new IdempotencyConfig({ eventKeyJmesPath: 'user' });
  config.registerLambdaContext(context);
  const claim = (work: (event: { user: string }) => Promise<unknown>) =>
    makeIdempotent(work, { persistenceStore, config, dataIndexArgument: 0 });
  const stop = async () => {
    awsSdkV3Client.destroy();
    await endpoint.close();
  };
  return { client: awsSdkV3Client, claim, stop };
}

describe('Powertools idempotency', () => {
  it('runs a function once for a key and replays its answer', async () => {
    const { claim, stop } = await startClient();
    let runs = 0;
    const work = claim(async () => ({ run: ++runs }));
    expect([await work({ user: 'a' }), await work({ user: 'a' }), await work({ user: 'b' })]).toEqual([
      { run: 1 },
      { run: 1 },
      { run: 2 },
    ]);
    await stop();
  });

  it('refuses the same key while it is in progress', async () => {
    const { claim, stop } = await startClient();
    let begun = () => {};
    let finish: (answer: string) => void = () => {};
    const working = new Promise<void>((resolve) => (begun = resolve));
    const work = claim(() => {
      begun();
      return new Promise<string>((resolve) => (finish = resolve));
    });
    const first = work({ user: 'a' });
    await working;
    await expect(work({ user: 'a' })).rejects.toMatchObject({ name: 'IdempotencyAlreadyInProgressError' });
    finish('done');
    expect(await first).toBe('done');
    await stop();
  });

  it('forgets a function that threw', async () => {
    const { claim, stop } = await startClient();
    let runs = 0;
    const work = claim(async () => {
      if (++runs === 1) throw new Error('once');
      return runs;
    });
    await expect(work({ user: 'a' })).rejects.toThrow('once');
    expect(await work({ user: 'a' })).toBe(2);
    await stop();
  });
});

describe('SDK v3', () => {
  it('finds the item in the exception of a failed condition', async () => {
    const { client, stop } = await startClient();
    const put = new PutItemCommand({
      TableName: 'claims',
      Item: { id: { S: 'a' }, bytes: { B: new Uint8Array([1, 2]) } },
      ConditionExpression: 'attribute_not_exists(id)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    await client.send(put);
    const failure: unknown = await client.send(put).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ConditionalCheckFailedException);
    expect((failure as ConditionalCheckFailedException).Item).toEqual({
      id: { S: 'a' },
      bytes: { B: new Uint8Array([1, 2]) },
    });
    await stop();
  });
});
