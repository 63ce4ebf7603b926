import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fastForward } from '../../../src/kernel/fast-forward';
import { virtualClock } from '../../../testing/virtual-clock';
import { failureTable, startDynamoDb } from './dynamodb-cloud';

type Item = Record<string, Record<string, unknown>>;

async function withTable(options: Parameters<typeof startDynamoDb>[0] = {}) {
  const cloud = startDynamoDb(options);
  const created = await cloud.make('AWS::DynamoDB::Table', 'Failures', failureTable);
  return { ...cloud, created };
}

const record = (id: string, status: string, at: string): Item => ({
  failure_id: { S: id },
  status: { S: status },
  last_failed_at: { S: at },
});

describe('AWS::DynamoDB::Table', () => {
  it('makes the table, its index, its time to live and its recovery flag', async () => {
    const { call, created } = await withTable();
    expect(created).toEqual({
      ref: 'failures',
      attributes: { Arn: 'arn:aws:dynamodb:eu-west-1:000000000000:table/failures' },
    });
    const { Table } = await call<{ Table: Record<string, unknown> }>('DescribeTable', {
      TableName: 'failures',
    });
    expect(Table).toMatchObject({
      TableStatus: 'ACTIVE',
      GlobalSecondaryIndexes: [{ IndexName: 'by-status' }],
    });
    expect(Table.CreationDateTime).toBeInstanceOf(Date);
    expect(await call('DescribeTimeToLive', { TableName: 'failures' })).toEqual({
      TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: 'expires_at' },
    });
    expect(await call('DescribeContinuousBackups', { TableName: 'failures' })).toMatchObject({
      ContinuousBackupsDescription: {
        PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'ENABLED' },
      },
    });
  });

  it('adopts the table that is already there', async () => {
    const { make, call } = await withTable();
    await call('PutItem', { TableName: 'failures', Item: record('1', 'open', '2024') });
    await make('AWS::DynamoDB::Table', 'Failures', failureTable);
    expect(await call('Scan', { TableName: 'failures' })).toMatchObject({ Count: 1 });
  });

  it('refuses a kept table with another key, and says what to do', async () => {
    const { make } = await withTable();
    await expect(
      make('AWS::DynamoDB::Table', 'Failures', {
        ...failureTable,
        KeySchema: [{ AttributeName: 'status', KeyType: 'HASH' }],
      }),
    ).rejects.toThrow(/another key \(failure_id\).*new data directory/);
  });

  it('does not accept a stream', () => {
    const { service } = startDynamoDb();
    const { properties, inert } = service.resources!['AWS::DynamoDB::Table']!;
    expect([...properties, ...Object.keys(inert!)]).not.toContain('StreamSpecification');
  });

  it('makes a global table as one table', async () => {
    const { make, call } = startDynamoDb();
    await make('AWS::DynamoDB::GlobalTable', 'Global', {
      ...failureTable,
      Replicas: [
        { Region: 'eu-west-1', PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } },
      ],
    });
    expect(await call('ListTables', {})).toEqual({ TableNames: ['failures'] });
  });
});

describe('items', () => {
  it('come back from their table and from its index in order', async () => {
    const { call } = await withTable();
    for (const [id, status, at] of [
      ['a', 'open', '2024-03'],
      ['b', 'open', '2024-01'],
      ['c', 'resolved', '2024-02'],
    ] as const)
      await call('PutItem', { TableName: 'failures', Item: record(id, status, at) });
    const { Items } = await call<{ Items: Item[] }>('Query', {
      TableName: 'failures',
      IndexName: 'by-status',
      KeyConditionExpression: '#s = :open AND last_failed_at BETWEEN :from AND :to',
      ExpressionAttributeNames: { '#s': 'status' },
      ExpressionAttributeValues: { ':open': { S: 'open' }, ':from': { S: '2024' }, ':to': { S: '2025' } },
    });
    expect(Items.map(({ failure_id }) => failure_id!.S)).toEqual(['b', 'a']);
  });

  it('leave an index when their status changes', async () => {
    const { call } = await withTable();
    await call('PutItem', { TableName: 'failures', Item: record('a', 'open', '2024') });
    await call('UpdateItem', {
      TableName: 'failures',
      Key: { failure_id: { S: 'a' } },
      UpdateExpression: 'SET #s = :resolved',
      ExpressionAttributeNames: { '#s': 'status' },
      ExpressionAttributeValues: { ':resolved': { S: 'resolved' } },
    });
    const open = { ':open': { S: 'open' } };
    const query = { TableName: 'failures', IndexName: 'by-status', KeyConditionExpression: '#s = :open' };
    expect(
      await call('Query', {
        ...query,
        ExpressionAttributeNames: { '#s': 'status' },
        ExpressionAttributeValues: open,
      }),
    ).toMatchObject({ Count: 0 });
  });

  it('are updated by if_not_exists, list_append and ADD in one expression', async () => {
    const { call } = await withTable();
    const update = {
      TableName: 'failures',
      Key: { failure_id: { S: 'a' } },
      UpdateExpression:
        'SET first_at = if_not_exists(first_at, :at), history = list_append(if_not_exists(history, :none), :entry) ADD attempts :one',
      ReturnValues: 'ALL_NEW',
    };
    const values = (at: string) => ({
      ':at': { S: at },
      ':none': { L: [] },
      ':entry': { L: [{ S: at }] },
      ':one': { N: '1' },
    });
    await call('UpdateItem', { ...update, ExpressionAttributeValues: values('first') });
    const { Attributes } = await call('UpdateItem', {
      ...update,
      ExpressionAttributeValues: values('second'),
    });
    expect(Attributes).toEqual({
      failure_id: { S: 'a' },
      first_at: { S: 'first' },
      history: { L: [{ S: 'first' }, { S: 'second' }] },
      attempts: { N: '2' },
    });
  });

  it('are paged by Limit and ExclusiveStartKey', async () => {
    const { call } = await withTable();
    for (const id of ['a', 'b', 'c', 'd', 'e'])
      await call('PutItem', { TableName: 'failures', Item: record(id, 'open', id) });
    const seen: string[] = [];
    let ExclusiveStartKey: unknown;
    do {
      const page = await call<{ Items: Item[]; LastEvaluatedKey?: unknown }>('Scan', {
        TableName: 'failures',
        Limit: 2,
        ExclusiveStartKey,
      });
      seen.push(...page.Items.map(({ failure_id }) => failure_id!.S as string));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
    expect(seen.sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('cannot be changed through an answer', async () => {
    const { call } = await withTable();
    await call('PutItem', { TableName: 'failures', Item: record('a', 'open', '1') });
    const get = { TableName: 'failures', Key: { failure_id: { S: 'a' } } };
    const { Item } = await call<{ Item: Item }>('GetItem', get);
    Item.status!.S = 'changed';
    expect(await call('GetItem', get)).toEqual({ Item: record('a', 'open', '1') });
  });
});

describe('a condition that fails', () => {
  const conditional = {
    TableName: 'failures',
    Item: record('a', 'new', '2'),
    ConditionExpression: 'attribute_not_exists(failure_id)',
  };

  it('is a ConditionalCheckFailedException without the item', async () => {
    const { call } = await withTable();
    await call('PutItem', conditional);
    await expect(call('PutItem', conditional)).rejects.toMatchObject({
      code: 'ConditionalCheckFailedException',
      message: 'The conditional request failed',
      status: 400,
      members: {},
    });
  });

  // API_PutItem, ReturnValuesOnConditionCheckFailure.
  it.each([
    ['PutItem', conditional],
    [
      'UpdateItem',
      {
        TableName: 'failures',
        Key: { failure_id: { S: 'a' } },
        UpdateExpression: 'SET x = :x',
        ExpressionAttributeValues: { ':x': { S: 'x' } },
        ConditionExpression: 'attribute_not_exists(failure_id)',
      },
    ],
    [
      'DeleteItem',
      {
        TableName: 'failures',
        Key: { failure_id: { S: 'a' } },
        ConditionExpression: 'attribute_not_exists(failure_id)',
      },
    ],
  ])('shows the item that failed a %s when asked to', async (operation, input) => {
    const { call } = await withTable();
    await call('PutItem', { TableName: 'failures', Item: record('a', 'old', '1') });
    await expect(
      call(operation, { ...input, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }),
    ).rejects.toMatchObject({ members: { Item: record('a', 'old', '1') } });
  });

  it('lets exactly one of many racing puts through', async () => {
    const { call } = await withTable();
    const results = await Promise.allSettled(Array.from({ length: 50 }, () => call('PutItem', conditional)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

describe('errors', () => {
  it('name a table that does not exist', async () => {
    const { call } = startDynamoDb();
    await expect(call('DescribeTable', { TableName: 'nowhere' })).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
      message: 'Requested resource not found: Table: nowhere not found',
    });
  });

  it('are validation errors for an expression that does not parse', async () => {
    const { call } = await withTable();
    await expect(
      call('Scan', { TableName: 'failures', FilterExpression: 'nonsense here' }),
    ).rejects.toMatchObject({ code: 'ValidationException' });
  });

  it('refuse transactions by name', async () => {
    const { call } = await withTable();
    await expect(call('TransactWriteItems', { TransactItems: [] })).rejects.toThrow(
      /dynamodb:TransactWriteItems/,
    );
  });
});

describe('time to live', () => {
  it('deletes an item whose time has passed, and no other', async () => {
    const clock = virtualClock();
    const { call, service, gateway } = await withTable({ clock });
    const now = Math.floor(clock.now() / 1000);
    const put = (id: string, expires: number) =>
      call('PutItem', {
        TableName: 'failures',
        Item: { ...record(id, 'open', id), expires_at: { N: String(expires) } },
      });
    await put('past', now - 10);
    await put('future', now + 1_000_000);
    await put('milliseconds', clock.now());
    await service.start!();
    await fastForward({ clock, gateway }, 150_000);
    await service.stop!();
    const { Items } = await call<{ Items: Item[] }>('Scan', { TableName: 'failures' });
    expect(Items.map(({ failure_id }) => failure_id!.S).sort()).toEqual(['future', 'milliseconds']);
  });

  it('cannot be turned on twice', async () => {
    const { call } = await withTable();
    await expect(
      call('UpdateTimeToLive', {
        TableName: 'failures',
        TimeToLiveSpecification: { AttributeName: 'expires_at', Enabled: true },
      }),
    ).rejects.toMatchObject({ code: 'ValidationException', message: 'TimeToLive is already enabled' });
  });
});

describe('a data directory', () => {
  it('keeps tables, items and indexes, without any goodbye', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'dynamodb-'));
    const { call } = await withTable({ dataDir });
    await call('PutItem', { TableName: 'failures', Item: record('kept', 'open', '2024') });
    await call('PutItem', { TableName: 'failures', Item: record('gone', 'open', '2024') });
    await call('DeleteItem', { TableName: 'failures', Key: { failure_id: { S: 'gone' } } });
    const later = startDynamoDb({ dataDir });
    const { Items } = await later.call<{ Items: Item[] }>('Query', {
      TableName: 'failures',
      IndexName: 'by-status',
      KeyConditionExpression: '#s = :open',
      ExpressionAttributeNames: { '#s': 'status' },
      ExpressionAttributeValues: { ':open': { S: 'open' } },
    });
    expect(Items).toEqual([record('kept', 'open', '2024')]);
    rmSync(dataDir, { recursive: true });
  });
});
