import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStore } from '../../../src/kernel/store';
import { logsCloud, type LogEvent } from './logs-cloud';

const DAY = 86_400_000;

// CloudWatch Logs API reference: CreateLogGroup, CreateLogStream, PutRetentionPolicy, Describe…
describe('groups and streams', () => {
  it('are made once, described by prefix, and deleted with their events', async () => {
    const { logs, write } = await logsCloud();
    await expect(logs('CreateLogGroup', { logGroupName: 'g' })).rejects.toMatchObject({
      code: 'ResourceAlreadyExistsException',
      message: 'The specified log group already exists',
    });
    await write('a');
    await logs('CreateLogGroup', { logGroupName: '/aws/other' });
    expect(await logs('DescribeLogGroups', { logGroupNamePrefix: '/aws' })).toMatchObject({
      logGroups: [
        { logGroupName: '/aws/other', arn: 'arn:aws:logs:us-east-1:000000000000:log-group:/aws/other:*' },
      ],
    });
    await logs('DeleteLogGroup', { logGroupName: 'g' });
    await expect(logs('FilterLogEvents', { logGroupName: 'g' })).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
      message: 'The specified log group does not exist.',
    });
  });

  it('refuse names that AWS refuses', async () => {
    const { logs } = await logsCloud();
    const code = 'InvalidParameterException';
    await expect(logs('CreateLogGroup', { logGroupName: 'a b' })).rejects.toMatchObject({ code });
    const stream = { logGroupName: 'g', logStreamName: 'a:b' };
    await expect(logs('CreateLogStream', stream)).rejects.toMatchObject({ code });
  });

  it('are listed by the time of the last event, newest first, in pages', async () => {
    const { logs, put, now } = await logsCloud();
    await logs('CreateLogStream', { logGroupName: 'g', logStreamName: 'late' });
    await put([{ timestamp: now - 5, message: 'x' }], 's');
    await put([{ timestamp: now - 1, message: 'x' }], 'late');
    const input = { logGroupName: 'g', orderBy: 'LastEventTime', descending: true, limit: 1 };
    const page = await logs<{ nextToken: string }>('DescribeLogStreams', input);
    expect(page).toMatchObject({ logStreams: [{ logStreamName: 'late', lastEventTimestamp: now - 1 }] });
    const next = await logs('DescribeLogStreams', { ...input, nextToken: page.nextToken });
    expect(next).toMatchObject({ logStreams: [{ logStreamName: 's' }] });
    await expect(logs('DescribeLogStreams', { ...input, logStreamNamePrefix: 'l' })).rejects.toThrow(
      'Cannot order by LastEventTime',
    );
  });

  it('keep events as long as the retention says', async () => {
    const { logs, write, filter, clock } = await logsCloud();
    await write('old');
    await expect(logs('PutRetentionPolicy', { logGroupName: 'g', retentionInDays: 2 })).rejects.toMatchObject(
      {
        code: 'InvalidParameterException',
      },
    );
    await logs('PutRetentionPolicy', { logGroupName: 'g', retentionInDays: 3 });
    clock.advance(2 * DAY);
    expect(await filter('')).toEqual(['old']);
    clock.advance(2 * DAY);
    expect(await filter('')).toEqual([]);
  });

  it('carry tags', async () => {
    const { logs } = await logsCloud();
    await logs('TagLogGroup', { logGroupName: 'g', tags: { a: '1', b: '2' } });
    const resourceArn = 'arn:aws:logs:us-east-1:000000000000:log-group:g';
    await logs('UntagResource', { resourceArn, tagKeys: ['a'] });
    expect(await logs('ListTagsForResource', { resourceArn })).toEqual({ tags: { b: '2' } });
  });
});

describe('PutLogEvents', () => {
  it.each([
    ['out of order', [5, 4], 'chronological order'],
    ['over 24 hours', [0, DAY + 1], 'cannot span more than 24 hours'],
    ['without an event', [], 'length between 1 and 10000'],
  ])('refuses a batch %s', async (_what, offsets, message) => {
    const { put, now } = await logsCloud();
    const events = offsets.map((offset) => ({ timestamp: now - 2 * DAY + offset, message: 'x' }));
    await expect(put(events)).rejects.toThrow(message);
  });

  it('refuses a batch over 1 MiB, counting 26 bytes for each event', async () => {
    const { put, now } = await logsCloud();
    const event = (bytes: number) => [{ timestamp: now, message: 'x'.repeat(bytes) }];
    await expect(put(event(1_048_576 - 25))).rejects.toThrow('Upload too large');
    await expect(put(event(1_048_576 - 26))).resolves.toBeDefined();
  });

  it('rejects events that are too old or too far ahead and takes the others', async () => {
    const { put, filter, now } = await logsCloud();
    expect(await put([{ timestamp: now - 15 * DAY, message: 'old' }])).toMatchObject({
      rejectedLogEventsInfo: { tooOldLogEventEndIndex: 1 },
    });
    const ahead = [now, now + 3 * 3_600_000].map((timestamp, index) => ({
      timestamp,
      message: String(index),
    }));
    expect(await put(ahead)).toMatchObject({ rejectedLogEventsInfo: { tooNewLogEventStartIndex: 1 } });
    expect(await filter('')).toEqual(['0']);
  });

  it('needs an existing stream, except from a service of the local cloud', async () => {
    const { put, context, now, filter } = await logsCloud();
    const logEvents = [{ timestamp: now, message: 'x' }];
    await expect(put(logEvents, 'new')).rejects.toThrow('The specified log stream does not exist.');
    const caller = { caller: 'lambda' };
    const to = (logGroupName: string) =>
      context.call('logs', 'PutLogEvents', { logGroupName, logStreamName: 'new', logEvents }, caller);
    await to('g');
    await to('/aws/lambda/f');
    expect(await filter('', { logGroupName: '/aws/lambda/f' })).toEqual(['x']);
    await expect(to('other')).rejects.toThrow('The specified log group does not exist.');
  });
});

describe('GetLogEvents', () => {
  interface Page {
    events: LogEvent[];
    nextForwardToken: string;
    nextBackwardToken: string;
  }

  it('gives the newest events, and walks back and forth by its tokens', async () => {
    const { logs, write } = await logsCloud();
    await write('1', '2', '3', '4', '5');
    const get = (more: object) =>
      logs<Page>('GetLogEvents', { logGroupName: 'g', logStreamName: 's', limit: 2, ...more });
    const texts = ({ events }: Page) => events.map(({ message }) => message);
    const newest = await get({});
    expect(texts(newest)).toEqual(['4', '5']);
    const back = await get({ nextToken: newest.nextBackwardToken });
    expect(texts(back)).toEqual(['2', '3']);
    expect(texts(await get({ nextToken: back.nextForwardToken }))).toEqual(['4', '5']);
    const end = await get({ nextToken: newest.nextForwardToken });
    expect(end).toMatchObject({ events: [], nextForwardToken: newest.nextForwardToken });
    await write('6');
    expect(texts(await get({ startFromHead: true }))).toEqual(['1', '6']);
  });

  it('leaves out what is as old as the end', async () => {
    const { logs, write, now } = await logsCloud();
    await write('1', '2', '3');
    const times = { startTime: now - 999, endTime: now - 998, startFromHead: true };
    const { events } = await logs<Page>('GetLogEvents', { logGroupName: 'g', logStreamName: 's', ...times });
    expect(events.map(({ message }) => message)).toEqual(['2']);
  });
});

describe('FilterLogEvents', () => {
  it('finds events of all streams, in order of time, in pages', async () => {
    const { logs, put, write, now } = await logsCloud();
    await logs('CreateLogStream', { logGroupName: 'g', logStreamName: 't' });
    await write('a 1', 'b', 'a 3');
    await put([{ timestamp: now - 999, message: 'a 2' }], 't');
    const input = { logGroupName: 'g', filterPattern: 'a', limit: 2 };
    const page = await logs<{ nextToken: string }>('FilterLogEvents', input);
    expect(page).toMatchObject({
      events: [
        { message: 'a 1', logStreamName: 's' },
        { message: 'a 2', logStreamName: 't' },
      ],
    });
    const next = await logs('FilterLogEvents', { ...input, nextToken: page.nextToken });
    expect(next).toMatchObject({ events: [{ message: 'a 3' }] });
    expect(next).not.toHaveProperty('nextToken');
  });

  it('takes streams by name or prefix and times that include both ends', async () => {
    const { filter, write, now } = await logsCloud();
    await write('1', '2', '3');
    expect(await filter('', { startTime: now - 999, endTime: now - 998 })).toEqual(['2', '3']);
    expect(await filter('', { logStreamNames: ['other'] })).toEqual([]);
    expect(await filter('', { logStreamNamePrefix: 's' })).toHaveLength(3);
    await expect(filter('', { logStreamNames: ['s'], logStreamNamePrefix: 's' })).rejects.toMatchObject({
      code: 'InvalidParameterException',
    });
  });
});

describe('with a data directory', () => {
  it('groups, streams, events and saved queries outlive a restart', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'logs-'));
    const before = await logsCloud(createStore(directory));
    await before.write('kept');
    await before.logs('PutQueryDefinition', { name: 'q', queryString: 'fields @message' });
    const after = await logsCloud(createStore(directory));
    expect(await after.filter('')).toEqual(['kept']);
    await after.write('more');
    expect(await after.filter('')).toEqual(['kept', 'more']);
    expect(await after.logs('DescribeQueryDefinitions')).toMatchObject({ queryDefinitions: [{ name: 'q' }] });
  });
});

describe('the template’s types', () => {
  it('make and adopt a group', async () => {
    const { resource, logs } = await logsCloud();
    const group = resource('logs', 'AWS::Logs::LogGroup');
    const properties = { LogGroupName: '/aws/states/x', RetentionInDays: 30 };
    const declared = { logicalId: 'G', type: '', physicalName: 'Stack-G', properties };
    const made = await group.create(declared);
    expect(made).toEqual({
      ref: '/aws/states/x',
      attributes: { Arn: 'arn:aws:logs:us-east-1:000000000000:log-group:/aws/states/x:*' },
    });
    expect(await group.create(declared)).toEqual(made);
    const input = { logGroupNamePrefix: '/aws/states' };
    expect(await logs('DescribeLogGroups', input)).toMatchObject({ logGroups: [{ retentionInDays: 30 }] });
  });

  it('save a query once', async () => {
    const { resource, logs } = await logsCloud();
    const properties = { Name: 'q', QueryString: 'fields @message', LogGroupNames: ['g'] };
    const declared = { logicalId: 'Q', type: '', physicalName: 'Stack-Q', properties };
    const first = await resource('logs', 'AWS::Logs::QueryDefinition').create(declared);
    expect(await resource('logs', 'AWS::Logs::QueryDefinition').create(declared)).toEqual(first);
    expect(await logs('DescribeQueryDefinitions')).toMatchObject({
      queryDefinitions: [{ logGroupNames: ['g'] }],
    });
  });
});
