import {
  CreateTableCommand,
  DeleteItemCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  paginateScan,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { contractCloud, localOnly, unique } from './contract-cloud';
import { eventually } from './eventually';

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

  const onCondition = { TableName, ConditionExpression: 'attribute_not_exists(id)' };
  const all = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const };
  const writes = {
    PutItem: (more: object) => new PutItemCommand({ ...onCondition, Item: key('once'), ...more }),
    UpdateItem: (more: object) =>
      new UpdateItemCommand({
        ...{ ...onCondition, Key: key('once'), UpdateExpression: 'SET v = :v', ...more },
        ExpressionAttributeValues: { ':v': { N: '2' } },
      }),
    DeleteItem: (more: object) => new DeleteItemCommand({ ...onCondition, Key: key('once'), ...more }),
  };

  it.each(Object.entries(writes))(
    'does %s on a condition only, and gives the old item when asked',
    async (_, of) => {
      // API reference, PutItem, ReturnValuesOnConditionCheckFailure
      await dynamodb.send(new PutItemCommand({ TableName, Item: { ...key('once'), v: { N: '1' } } }));
      const refused = { name: 'ConditionalCheckFailedException', message: 'The conditional request failed' };
      await expect(dynamodb.send(of(all) as PutItemCommand)).rejects.toMatchObject({
        ...{ ...refused, Item: { v: { N: '1' } } },
      });
      await expect(dynamodb.send(of({}) as PutItemCommand)).rejects.toMatchObject({
        ...{ ...refused, Item: undefined },
      });
    },
  );

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

  it('appends to a list, keeps a first value and counts in one expression', async () => {
    const update = (at: string) =>
      dynamodb.send(
        new UpdateItemCommand({
          ...{ TableName, Key: key('list'), ReturnValues: 'UPDATED_NEW' },
          UpdateExpression:
            'SET f = if_not_exists(f, :at), l = list_append(if_not_exists(l, :empty), :new) ADD n :one',
          ExpressionAttributeValues: {
            ...{ ':at': { S: at }, ':empty': { L: [] }, ':new': { L: [{ S: at }] }, ':one': { N: '1' } },
          },
        }),
      );
    await update('x');
    expect((await update('y')).Attributes).toEqual({
      ...{ f: { S: 'x' }, l: { L: [{ S: 'x' }, { S: 'y' }] }, n: { N: '2' } },
    });
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

  it('has an item in its index by what the item says now, found between bounds', async () => {
    const put = (id: string, at: string) =>
      dynamodb.send(
        new PutItemCommand({ TableName, Item: { ...key(id), status: { S: 'parked' }, at: { S: at } } }),
      );
    const find = async () => {
      const { Items = [] } = await dynamodb.send(
        new QueryCommand({
          ...{ TableName, IndexName: 'byStatus' },
          KeyConditionExpression: '#s = :parked AND #a BETWEEN :from AND :to',
          ExpressionAttributeNames: { '#s': 'status', '#a': 'at' },
          ExpressionAttributeValues: { ':parked': { S: 'parked' }, ':from': { S: '2' }, ':to': { S: '3' } },
        }),
      );
      return Items.map(({ id }) => id?.S);
    };
    await Promise.all([put('i3', '3'), put('i1', '1'), put('i2', '2')]);
    // An index is eventually consistent in AWS.
    expect(await eventually(async () => (await find()).length === 2 && find())).toEqual(['i2', 'i3']);
    await dynamodb.send(
      new UpdateItemCommand({
        ...{ TableName, Key: key('i2'), UpdateExpression: 'SET #s = :done' },
        ...{
          ExpressionAttributeNames: { '#s': 'status' },
          ExpressionAttributeValues: { ':done': { S: 'x' } },
        },
      }),
    );
    expect(await eventually(async () => (await find()).length === 1 && find())).toEqual(['i3']);
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

  it('is scanned page by page', async () => {
    await Promise.all(
      ['p1', 'p2', 'p3'].map((id) => dynamodb.send(new PutItemCommand({ TableName, Item: key(id) }))),
    );
    const seen: (string | undefined)[] = [];
    const pages = paginateScan({ client: dynamodb, pageSize: 2 }, { TableName, ConsistentRead: true });
    for await (const { Items = [] } of pages) {
      expect(Items.length).toBeLessThanOrEqual(2);
      seen.push(...Items.map(({ id }) => id?.S));
    }
    expect(seen).toEqual(expect.arrayContaining(['p1', 'p2', 'p3']));
    expect(new Set(seen).size).toBe(seen.length);
  });

  localOnly('they are refused by name', 'takes no transactions', async () => {
    const write = new TransactWriteItemsCommand({ TransactItems: [{ Put: { TableName, Item: key('t') } }] });
    await expect(dynamodb.send(write)).rejects.toThrow('dynamodb:TransactWriteItems');
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

  it('refuses an expression that does not parse', async () => {
    const call = dynamodb.send(new ScanCommand({ TableName, FilterExpression: 'nonsense here' }));
    await expect(call).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('that is not there is ResourceNotFoundException', async () => {
    const none = unique('none');
    const call = dynamodb.send(new GetItemCommand({ TableName: none, Key: key('x') }));
    await expect(call).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await expect(dynamodb.send(new DescribeTableCommand({ TableName: none }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: `Requested resource not found: Table: ${none} not found`,
    });
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
});
