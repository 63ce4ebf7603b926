import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStore } from '../../../src/kernel/store';
import { logsCloud } from './logs-cloud';

const DAY = 86_400_000;

/** A group as a template declares it. */
const declared = (properties: object) => ({
  ...{ logicalId: 'G', type: 'AWS::Logs::LogGroup', physicalName: 'Stack-G' },
  properties: { ...properties },
});

describe('a log group of the template', () => {
  it('is made and adopted', async () => {
    const { resource } = await logsCloud();
    const group = resource('logs', 'AWS::Logs::LogGroup');
    const given = declared({ LogGroupName: '/aws/states/x', RetentionInDays: 30 });
    const made = await group.create(given);
    expect(made).toEqual({
      ref: '/aws/states/x',
      attributes: { Arn: 'arn:aws:logs:us-east-1:000000000000:log-group:/aws/states/x:*' },
    });
    expect(await group.create(given)).toEqual(made);
  });

  // API reference, PutRetentionPolicy.
  it('keeps events as long as its retention says, which is a number of days that AWS offers', async () => {
    const { resource, write, filter, clock } = await logsCloud();
    const group = resource('logs', 'AWS::Logs::LogGroup');
    const retain = (RetentionInDays: number) =>
      group.create(declared({ LogGroupName: 'g', RetentionInDays }));
    expect(() => retain(2)).toThrow('Member must satisfy enum value set: [1, 3, 5,');
    await retain(3);
    await write('old');
    clock.advance(2 * DAY);
    expect(await filter('')).toEqual(['old']);
    clock.advance(2 * DAY);
    expect(await filter('')).toEqual([]);
  });
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

it('lets groups, streams and events outlive a restart with a data directory', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'logs-'));
  const before = await logsCloud(createStore(directory));
  await before.write('kept');
  const after = await logsCloud(createStore(directory));
  expect(await after.filter('')).toEqual(['kept']);
  await after.write('more');
  expect(await after.filter('')).toEqual(['kept', 'more']);
});

it('deletes a group with its events', async () => {
  const { logs, write, filter } = await logsCloud();
  await write('a');
  await logs('DeleteLogGroup', { logGroupName: 'g' });
  await logs('CreateLogGroup', { logGroupName: 'g' });
  await logs('CreateLogStream', { logGroupName: 'g', logStreamName: 's' });
  expect(await filter('')).toEqual([]);
});
