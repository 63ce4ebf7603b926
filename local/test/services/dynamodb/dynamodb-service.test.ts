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
  it('makes the table and its index', async () => {
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
    expect(await call('DescribeTable', { TableName: 'failures' })).toHaveProperty('Table');
  });
});

describe('items', () => {
  it('cannot be changed through an answer', async () => {
    const { call } = await withTable();
    await call('PutItem', { TableName: 'failures', Item: record('a', 'open', '1') });
    const get = { TableName: 'failures', Key: { failure_id: { S: 'a' } } };
    const { Item } = await call<{ Item: Item }>('GetItem', get);
    Item.status!.S = 'changed';
    expect(await call('GetItem', get)).toEqual({ Item: record('a', 'open', '1') });
  });

  it('are put by exactly one of many on a condition', async () => {
    const { call } = await withTable();
    const conditional = {
      ...{ TableName: 'failures', Item: record('a', 'new', '2') },
      ConditionExpression: 'attribute_not_exists(failure_id)',
    };
    const results = await Promise.allSettled(Array.from({ length: 50 }, () => call('PutItem', conditional)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
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
