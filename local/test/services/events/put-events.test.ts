import { createEvents } from '../../../src/services/events/events-service';
import { entrySize, type PutEventsEntry } from '../../../src/services/events/put-events';
import { createSqs } from '../../../src/services/sqs/sqs-service';
import { testCloud } from '../sqs/test-cloud';

const entry: PutEventsEntry = { Source: 'app', DetailType: 'type', Detail: '{"a":1}' };

function setUp() {
  const cloud = testCloud([createEvents, createSqs]);
  const put = (...Entries: PutEventsEntry[]) =>
    cloud.call<{ FailedEntryCount: number; Entries: { EventId?: string }[] }>('events', 'PutEvents', {
      Entries,
    });
  return { cloud, put };
}

/** A queue that gets every event of the default bus. */
async function withQueue() {
  const world = setUp();
  const { cloud } = world;
  await cloud.call('sqs', 'CreateQueue', { QueueName: 'queue' });
  await cloud.call('events', 'PutRule', { Name: 'all', EventPattern: '{"source":[{"prefix":""}]}' });
  await cloud.call('events', 'PutTargets', {
    Rule: 'all',
    Targets: [{ Id: 't', Arn: cloud.arn('sqs', 'queue') }],
  });
  const next = async () => {
    const input = { QueueUrl: 'queue', WaitTimeSeconds: 20 };
    const { Messages } = await cloud.call<{ Messages: { Body: string }[] }>('sqs', 'ReceiveMessage', input);
    return Messages[0]!.Body;
  };
  return { ...world, next };
}

// EventBridge user guide, "AWS service event metadata".
it('wraps the entry in an envelope', async () => {
  const { put, next } = await withQueue();
  const { Entries } = await put({ ...entry, Time: 1_700_000_000.5, Resources: ['arn:x'] });
  const body = await next();
  expect(JSON.parse(body)).toEqual({
    version: '0',
    id: Entries[0]!.EventId,
    'detail-type': 'type',
    source: 'app',
    account: '000000000000',
    time: '2023-11-14T22:13:20Z',
    region: 'us-east-1',
    resources: ['arn:x'],
    detail: { a: 1 },
  });
  expect(Object.keys(JSON.parse(body) as object).slice(0, 4)).toEqual([
    'version',
    'id',
    'detail-type',
    'source',
  ]);
});

// EventBridge API reference, PutEvents and PutEventsResultEntry.
describe('an entry that AWS refuses', () => {
  it.each([
    [
      { Source: undefined },
      'InvalidArgument',
      'Parameter Source is not valid. Reason: Source is a required argument.',
    ],
    [
      { DetailType: '' },
      'InvalidArgument',
      'Parameter DetailType is not valid. Reason: DetailType is a required argument.',
    ],
    [
      { Detail: undefined },
      'InvalidArgument',
      'Parameter Detail is not valid. Reason: Detail is a required argument.',
    ],
    [{ Detail: '{' }, 'MalformedDetail', 'Detail is malformed.'],
    [{ Detail: '[1]' }, 'MalformedDetail', 'Detail is malformed.'],
    [{ Detail: '"text"' }, 'MalformedDetail', 'Detail is malformed.'],
    [{ Detail: `{"a":${'['.repeat(1001)}${']'.repeat(1001)}}` }, 'MalformedDetail', 'Detail is malformed.'],
    [{ Source: 'aws.ec2' }, 'NotAuthorizedForSourceException', 'Not authorized for the source.'],
  ])('%j fails alone', async (change, ErrorCode, ErrorMessage) => {
    const { put } = setUp();
    expect(await put(entry, { ...entry, ...change })).toEqual({
      FailedEntryCount: 1,
      Entries: [{ EventId: expect.any(String) as string }, { ErrorCode, ErrorMessage }],
    });
  });
});

it('takes an event for a bus that does not exist', async () => {
  const { put } = setUp();
  expect(await put({ ...entry, EventBusName: 'nobody' })).toMatchObject({ FailedEntryCount: 0 });
});

it('takes one to ten entries', async () => {
  const { put } = setUp();
  await put(...Array.from({ length: 10 }, () => entry));
  await expect(put(...Array.from({ length: 11 }, () => entry))).rejects.toThrow(
    /^1 validation error detected: Value '\[PutEventsRequestEntry\(time=null, source=app, .*\)\]' at 'entries' failed to satisfy constraint: Member must have length less than or equal to 10$/,
  );
  await expect(put()).rejects.toThrow(/greater than or equal to 1/);
});

// EventBridge user guide, "Calculating PutEvents event entry size"; the limit: API reference, PutEvents.
describe('the size of entries', () => {
  it('counts source, type, detail, resources in bytes and a time as 14', () => {
    expect(entrySize({ ...entry, Source: 'ü', Resources: ['abc'], Time: 1 })).toBe(14 + 2 + 4 + 7 + 3);
  });

  it('must stay below 1 MB in one request', async () => {
    const { put } = setUp();
    const detail = (bytes: number) => ({ ...entry, Detail: JSON.stringify({ a: 'x'.repeat(bytes - 8) }) });
    await put(detail(500_000), detail(500_000));
    await expect(put(detail(500_000), detail(600_000))).rejects.toThrow(
      'Total size of the entries in the request is over the limit.',
    );
  });
});
