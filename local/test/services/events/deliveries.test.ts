import { AwsError } from '../../../src/kernel/aws-error';
import { createStore } from '../../../src/kernel/store';
import { createEvents } from '../../../src/services/events/events-service';
import type { Target } from '../../../src/services/events/target';
import { createSqs } from '../../../src/services/sqs/sqs-service';
import { manualClock } from '../sqs/manual-clock';
import { testCloud } from '../sqs/test-cloud';

interface Dead {
  Body: string;
  MessageAttributes: Record<string, { StringValue: string }>;
}

/** A rule whose target is a queue with a dead-letter queue of its own. */
async function setUp(target: Partial<Target> = {}, store = createStore()) {
  const clock = manualClock();
  const cloud = testCloud([createEvents, createSqs], { clock, store });
  for (const QueueName of ['queue', 'dead']) await cloud.call('sqs', 'CreateQueue', { QueueName });
  await cloud.call('events', 'PutRule', { Name: 'rule', EventPattern: '{"source":["app"]}' });
  const Arn = cloud.arn('sqs', 'queue');
  const Targets = [{ Id: 't', Arn, DeadLetterConfig: { Arn: cloud.arn('sqs', 'dead') }, ...target }];
  await cloud.call('events', 'PutTargets', { Rule: 'rule', Targets });
  const put = () =>
    cloud.call('events', 'PutEvents', {
      Entries: [{ Source: 'app', DetailType: 'type', Detail: '{"a":1}' }],
    });
  const received = async <Message = { Body: string }>(QueueUrl: string) => {
    const input = { QueueUrl, MaxNumberOfMessages: 10, MessageAttributeNames: ['All'], VisibilityTimeout: 0 };
    return (await cloud.call<{ Messages?: Message[] }>('sqs', 'ReceiveMessage', input)).Messages ?? [];
  };
  const arrives = async <Message = { Body: string }>(queue: string) => {
    await cloud.until(async () => {
      clock.advance(60_000);
      return (await cloud.messageCount(queue)) > 0;
    });
    return (await received<Message>(queue))[0]!;
  };
  const fail = (code: string, status: number, more: object = {}) =>
    cloud.faults.add({
      service: 'sqs',
      operation: 'SendMessage',
      input: '/queue"',
      error: { code, status },
      ...more,
    });
  return { cloud, clock, put, arrives, received, fail };
}

// EventBridge user guide, "How EventBridge retries delivering events".
describe('a delivery that fails', () => {
  it('is tried again when the target has trouble of its own', async () => {
    const { put, arrives, received, fail } = await setUp();
    fail('ServiceUnavailable', 503, { times: 3 });
    await put();
    expect(await arrives('queue')).toBeTruthy();
    expect(await received('dead')).toEqual([]);
  });

  // EventBridge user guide, "Using dead-letter queues to process undelivered events".
  it('ends in the dead-letter queue when its tries are used up', async () => {
    const { cloud, put, arrives, fail } = await setUp({ RetryPolicy: { MaximumRetryAttempts: 2 } });
    fail('ServiceUnavailable', 503);
    await put();
    const dead = await arrives<Dead>('dead');
    expect(JSON.parse(dead.Body)).toMatchObject({ source: 'app', detail: { a: 1 } });
    const attributes = Object.entries(dead.MessageAttributes).map(([name, { StringValue }]) => [
      name,
      StringValue,
    ]);
    expect(Object.fromEntries(attributes)).toEqual({
      RULE_ARN: cloud.arn('events', 'rule/rule'),
      TARGET_ARN: cloud.arn('sqs', 'queue'),
      ERROR_CODE: 'INTERNAL_ERROR',
      ERROR_MESSAGE: 'Injected fault',
      RETRY_ATTEMPTS: '2',
      EXHAUSTED_RETRY_CONDITION: 'MaximumRetryAttempts',
    });
  });

  it('ends there when the event is too old', async () => {
    const { put, arrives, fail } = await setUp({ RetryPolicy: { MaximumEventAgeInSeconds: 60 } });
    fail('ThrottlingException', 400);
    await put();
    const { MessageAttributes } = await arrives<Dead>('dead');
    expect(MessageAttributes.EXHAUSTED_RETRY_CONDITION!.StringValue).toBe('MaximumEventAgeInSeconds');
    expect(MessageAttributes.ERROR_CODE!.StringValue).toBe('THROTTLING');
  });

  it.each([
    ['AccessDeniedException', 'NO_PERMISSIONS'],
    ['QueueDoesNotExist', 'NO_RESOURCE'],
    ['InvalidMessageContents', 'INVALID_PARAMETER'],
  ])('is given up at once for %s', async (code, told) => {
    const { cloud, put, received, fail } = await setUp();
    fail(code, 400);
    await put();
    await cloud.until(async () => (await cloud.messageCount('dead')) > 0);
    const [{ MessageAttributes }] = (await received<Dead>('dead')) as [Dead];
    expect(MessageAttributes.ERROR_CODE!.StringValue).toBe(told);
    expect(MessageAttributes).not.toHaveProperty('RETRY_ATTEMPTS');
  });

  it('is gone on with after a restart', async () => {
    const store = createStore();
    const before = await setUp({}, store);
    before.fail('ServiceUnavailable', 503);
    await before.put();
    await before.cloud.stop();
    const after = await setUp({}, store);
    expect(await after.received('queue')).toEqual([]);
    await after.cloud.start();
    expect(await after.arrives('queue')).toBeTruthy();
  });
});

it.each([
  ['lambda', 'function:f', 'Invoke', { InvocationType: 'Event' }],
  [
    'states',
    'stateMachine:m',
    'StartExecution',
    { stateMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:m' },
  ],
])('brings an event to %s by its own operation', async (service, name, operation, expected) => {
  const Arn = `arn:aws:${service}:us-east-1:000000000000:${name}`;
  const { cloud, put } = await setUp({ Arn, RoleArn: 'arn:aws:iam::000000000000:role/r' });
  const calls: object[] = [];
  cloud.fake(service, {
    [operation]: (input: object) => {
      calls.push(input);
      return {};
    },
  });
  await put();
  await cloud.until(() => calls.length > 0);
  expect(calls[0]).toMatchObject(expected);
});

it('shows the events that passed, the newest first, and what became of each at every target', async () => {
  const { cloud, put, arrives, fail } = await setUp();
  await put();
  await arrives('queue');
  fail('AccessDeniedException', 400);
  await put();
  await arrives('dead');

  const event = { source: 'app', detail: { a: 1 } };
  const at = { rule: 'rule', target: cloud.arn('sqs', 'queue'), tries: 1 };
  expect(cloud.local('events', 'events')).toMatchObject({
    events: [
      { bus: 'default', event, deliveries: [{ ...at, state: 'undelivered', error: 'Injected fault' }] },
      { bus: 'default', event, deliveries: [{ ...at, state: 'delivered' }] },
    ],
  });
});

it('drops what it cannot deliver when there is no dead-letter queue, and says so', async () => {
  const { cloud, put, fail } = await setUp({ DeadLetterConfig: undefined });
  fail('QueueDoesNotExist', 400);
  await put();
  await cloud.until(() => cloud.log.some((line) => line.includes('dropped event')));
});

it('refuses a target that the local cloud does not reach, by name', async () => {
  await expect(setUp({ Arn: 'arn:aws:kinesis:us-east-1:000000000000:stream/x' })).rejects.toThrow(
    /"kinesis"/,
  );
  await expect(setUp({ EcsParameters: {} } as object)).rejects.toThrow(AwsError);
});
