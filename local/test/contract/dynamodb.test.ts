import {
  BatchWriteItemCommand,
  CreateTableCommand,
  DeleteItemCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateContinuousBackupsCommand,
  UpdateItemCommand,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { contractCloud, unique } from './contract-cloud';

const cloud = contractCloud();
const TableName = unique('table');
let dynamodb: DynamoDBClient;

beforeAll(async () => {
  dynamodb = new DynamoDBClient(cloud.config);
  cloud.afterwards(() => dynamodb.send(new DeleteTableCommand({ TableName })));
  await dynamodb.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['id', 'status', 'at'].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S',
      })),
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byStatus',
          KeySchema: [
            { AttributeName: 'status', KeyType: 'HASH' },
            { AttributeName: 'at', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    }),
  );
  await waitUntilTableExists({ client: dynamodb, maxWaitTime: 120 }, { TableName });
}, 150_000);

const key = (id: string) => ({ id: { S: id } });

describe('a table', () => {
  it('keeps an item and gives it back', async () => {
    const Item = {
      ...key('types'),
      n: { N: '1.5' },
      b: { B: new Uint8Array([1]) },
      l: { L: [{ BOOL: true }, { NULL: true }] },
      s: { SS: ['x'] },
    };
    await dynamodb.send(new PutItemCommand({ TableName, Item: Item }));
    const asked = new GetItemCommand({ TableName, Key: key('types'), ConsistentRead: true });
    expect((await dynamodb.send(asked)).Item).toEqual(Item);
  });

  it('writes on a condition only, and gives the old item when asked', async () => {
    // API reference, PutItem, ReturnValuesOnConditionCheckFailure
    await dynamodb.send(new PutItemCommand({ TableName, Item: { ...key('once'), v: { N: '1' } } }));
    const call = dynamodb.send(
      new PutItemCommand({
        ...{ TableName, Item: key('once'), ConditionExpression: 'attribute_not_exists(id)' },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    await expect(call).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
      message: 'The conditional request failed',
      Item: { v: { N: '1' } },
    });
  });

  it('updates by expression: set, add, remove, delete', async () => {
    // Developer guide, "Using update expressions in DynamoDB"
    const update = (UpdateExpression: string, ExpressionAttributeValues?: object) =>
      dynamodb.send(
        new UpdateItemCommand({
          ...{ TableName, Key: key('update'), UpdateExpression, ReturnValues: 'ALL_NEW' },
          ExpressionAttributeValues: ExpressionAttributeValues as never,
        }),
      );
    await update('SET a = :one, b = if_not_exists(b, :one)', { ':one': { N: '1' } });
    await update('ADD a :one, s :s', { ':one': { N: '1' }, ':s': { SS: ['x', 'y'] } });
    const { Attributes } = await update('REMOVE b DELETE s :s', { ':s': { SS: ['x'] } });
    expect(Attributes).toEqual({ ...key('update'), a: { N: '2' }, s: { SS: ['y'] } });
  });

  it('appends to a list', async () => {
    const update = () =>
      dynamodb.send(
        new UpdateItemCommand({
          ...{ TableName, Key: key('list'), ReturnValues: 'UPDATED_NEW' },
          UpdateExpression: 'SET l = list_append(if_not_exists(l, :empty), :new)',
          ExpressionAttributeValues: { ':empty': { L: [] }, ':new': { L: [{ S: 'x' }] } },
        }),
      );
    await update();
    expect((await update()).Attributes).toEqual({ l: { L: [{ S: 'x' }, { S: 'x' }] } });
  });

  it('is queried by its index, in order, page by page', async () => {
    const put = (id: string) =>
      dynamodb.send(
        new PutItemCommand({ TableName, Item: { ...key(id), status: { S: 'open' }, at: { S: id } } }),
      );
    await Promise.all(['q1', 'q2', 'q3'].map(put));
    const query = (ExclusiveStartKey?: object) =>
      dynamodb.send(
        new QueryCommand({
          ...{ TableName, IndexName: 'byStatus', Limit: 2, ScanIndexForward: false },
          KeyConditionExpression: '#s = :open',
          ExpressionAttributeNames: { '#s': 'status' },
          ExpressionAttributeValues: { ':open': { S: 'open' } },
          ExclusiveStartKey: ExclusiveStartKey as never,
        }),
      );
    const first = await query();
    expect(first.Items?.map(({ id }) => id?.S)).toEqual(['q3', 'q2']);
    const second = await query(first.LastEvaluatedKey);
    expect(second.Items?.map(({ id }) => id?.S)).toEqual(['q1']);
  });

  it('is scanned with a filter', async () => {
    await dynamodb.send(new PutItemCommand({ TableName, Item: { ...key('scan'), kind: { S: 'seldom' } } }));
    const { Items } = await dynamodb.send(
      new ScanCommand({
        ...{ TableName, FilterExpression: 'begins_with(kind, :k)', ConsistentRead: true },
        ExpressionAttributeValues: { ':k': { S: 'sel' } },
      }),
    );
    expect(Items).toHaveLength(1);
  });

  it('writes and deletes in a batch', async () => {
    const RequestItems = {
      [TableName]: [{ PutRequest: { Item: key('batch') } }, { DeleteRequest: { Key: key('nobody') } }],
    };
    expect(await dynamodb.send(new BatchWriteItemCommand({ RequestItems }))).toMatchObject({
      UnprocessedItems: {},
    });
  });

  it('deletes what is not there without an error', async () => {
    await dynamodb.send(new DeleteItemCommand({ TableName, Key: key('never') }));
  });

  it.each([
    ['a key of another type', { id: { N: '1' } }],
    ['no key', { other: { S: 'x' } }],
    ['an empty key', { id: { S: '' } }],
  ])('refuses %s', async (_what, Item) => {
    await expect(dynamodb.send(new PutItemCommand({ TableName, Item: Item }))).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });

  it('refuses an item over 400 KB', async () => {
    // Developer guide, quotas
    const Item = { ...key('large'), text: { S: 'x'.repeat(410_000) } };
    await expect(dynamodb.send(new PutItemCommand({ TableName, Item }))).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });

  it('refuses a reserved word in an expression', async () => {
    // Developer guide, "Reserved words in DynamoDB"
    const call = dynamodb.send(
      new GetItemCommand({ TableName, Key: key('x'), ProjectionExpression: 'status' }),
    );
    await expect(call).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('that is not there is ResourceNotFoundException', async () => {
    const call = dynamodb.send(new GetItemCommand({ TableName: unique('none'), Key: key('x') }));
    await expect(call).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('lets items expire by an attribute', async () => {
    // API reference, UpdateTimeToLive
    const TimeToLiveSpecification = { Enabled: true, AttributeName: 'expires' };
    await dynamodb.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
    const { TimeToLiveDescription } = await dynamodb.send(new DescribeTimeToLiveCommand({ TableName }));
    expect(TimeToLiveDescription).toMatchObject({ AttributeName: 'expires' });
  });

  it('is named by its ARN too', async () => {
    // API reference, GetItem, TableName
    await dynamodb.send(new PutItemCommand({ TableName, Item: key('arn') }));
    const arn = `arn:aws:dynamodb:${cloud.region}:${cloud.accountId}:table/${TableName}`;
    const read = await dynamodb.send(new GetItemCommand({ TableName: arn, Key: key('arn') }));
    expect(read.Item).toEqual(key('arn'));
    const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName: arn }));
    expect(Table?.TableName).toBe(TableName);
  });

  it('is taken back to any time in so many days', async () => {
    // API reference, UpdateContinuousBackups
    const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 10 };
    const update = { TableName, PointInTimeRecoverySpecification };
    const { ContinuousBackupsDescription } = await dynamodb.send(new UpdateContinuousBackupsCommand(update));
    expect(ContinuousBackupsDescription?.PointInTimeRecoveryDescription).toMatchObject({
      ...{ PointInTimeRecoveryStatus: 'ENABLED', RecoveryPeriodInDays: 10 },
    });
    const call = dynamodb.send(new UpdateContinuousBackupsCommand({ ...update, TableName: unique('none') }));
    await expect(call).rejects.toMatchObject({ name: 'TableNotFoundException' });
  });
});
