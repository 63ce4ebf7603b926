import { createSns } from '../../../src/services/sns/sns-service';
import { createSqs } from '../../../src/services/sqs/sqs-service';
import { manualClock } from '../sqs/manual-clock';
import { testCloud } from '../sqs/test-cloud';

const TOPIC = 'arn:aws:sns:us-east-1:000000000000:topic';

async function setUp() {
  const cloud = testCloud([createSns, createSqs], { clock: manualClock() });
  const sns = <Output = Record<string, never>>(operation: string, input: object = {}) =>
    cloud.call<Output>('sns', operation, { TopicArn: TOPIC, ...input });
  await sns('CreateTopic', { Name: 'topic' });
  await cloud.call('sqs', 'CreateQueue', { QueueName: 'queue' });
  const queue = { Protocol: 'sqs', Endpoint: cloud.arn('sqs', 'queue') };
  const received = async () => {
    await cloud.until(async () => (await cloud.messageCount('queue')) > 0);
    const input = { QueueUrl: 'queue', MessageAttributeNames: ['All'] };
    const { Messages } = await cloud.call<{ Messages: { Body: string; MessageAttributes?: object }[] }>(
      'sqs',
      'ReceiveMessage',
      input,
    );
    return Messages[0]!;
  };
  return { cloud, sns, queue, received };
}

const MessageAttributes = { kind: { DataType: 'String', StringValue: 'alert' } };

// SNS developer guide, "Amazon SNS message and JSON formats" and "Amazon SNS raw message delivery".
describe('a queue that subscribes', () => {
  it('gets a notification', async () => {
    const { sns, queue, received } = await setUp();
    await sns('Subscribe', queue);
    const { MessageId } = await sns('Publish', { Message: 'text', Subject: 'Subject', MessageAttributes });
    expect(JSON.parse((await received()).Body)).toMatchObject({
      Type: 'Notification',
      MessageId,
      TopicArn: TOPIC,
      Subject: 'Subject',
      Message: 'text',
      Timestamp: '2026-01-01T00:00:00.000Z',
      MessageAttributes: { kind: { Type: 'String', Value: 'alert' } },
    });
  });

  it('gets the message itself with raw delivery', async () => {
    const { sns, queue, received } = await setUp();
    await sns('Subscribe', { ...queue, Attributes: { RawMessageDelivery: 'true' } });
    await sns('Publish', { Message: 'text', MessageAttributes });
    expect(await received()).toMatchObject({ Body: 'text', MessageAttributes });
  });

  it('gets its own text of a message with one for each protocol', async () => {
    const { sns, queue, received } = await setUp();
    await sns('Subscribe', { ...queue, Attributes: { RawMessageDelivery: 'true' } });
    await sns('Publish', { Message: '{"default":"d","sqs":"for queues"}', MessageStructure: 'json' });
    expect((await received()).Body).toBe('for queues');
  });

  it('is subscribed once and gets nothing after it has left', async () => {
    const { cloud, sns, queue } = await setUp();
    const first = await sns<{ SubscriptionArn: string }>('Subscribe', queue);
    expect(await sns('Subscribe', queue)).toEqual(first);
    expect(await sns('ListSubscriptionsByTopic')).toMatchObject({ Subscriptions: [first] });
    await sns('Unsubscribe', first);
    await sns('Publish', { Message: 'text' });
    expect(await cloud.messageCount('queue')).toBe(0);
  });
});

// Lambda developer guide, "Invoking Lambda functions with Amazon SNS notifications".
it('invokes a function that subscribes', async () => {
  const { cloud, sns } = await setUp();
  const calls: { Payload: string; InvocationType: string }[] = [];
  cloud.fake('lambda', { Invoke: (input: { Payload: string; InvocationType: string }) => calls.push(input) });
  const Endpoint = 'arn:aws:lambda:us-east-1:000000000000:function:f';
  await sns('Subscribe', { Protocol: 'lambda', Endpoint });
  await sns('Publish', { Message: 'text' });
  await cloud.until(() => calls.length === 1);
  expect(calls[0]!.InvocationType).toBe('Event');
  expect(JSON.parse(calls[0]!.Payload)).toMatchObject({
    Records: [{ EventSource: 'aws:sns', Sns: { Message: 'text', Subject: null, TopicArn: TOPIC } }],
  });
});

describe('the local inbox', () => {
  it('shows what was published, newest first, and whom AWS would have mailed', async () => {
    const { cloud, sns } = await setUp();
    const Endpoint = 'operator@example.com';
    expect(await sns('Subscribe', { Protocol: 'email', Endpoint })).toEqual({
      SubscriptionArn: 'pending confirmation',
    });
    await sns('Publish', { Message: 'first' });
    await sns('Publish', { Message: 'second', Subject: 'S' });
    const inbox = createSns(cloud.context).inbox();
    expect(inbox).toMatchObject([
      { message: 'second', subject: 'S', recipients: ['operator@example.com'], topicArn: TOPIC },
      { message: 'first' },
    ]);
  });
});

// SNS API reference, Publish.
describe('a message that AWS refuses', () => {
  it.each([
    [{ Message: '' }, 'Invalid parameter: Empty message'],
    [{ Message: 'x'.repeat(262_145) }, 'Invalid parameter: Message too long'],
    [{ Subject: 'x'.repeat(101) }, 'Invalid parameter: Subject'],
    [{ Subject: 'Grüße' }, 'Invalid parameter: Subject'],
    [{ Subject: 'a\nb' }, 'Invalid parameter: Subject'],
    [{ Subject: '' }, 'Invalid parameter: Subject'],
    [{ Message: 'no', MessageStructure: 'json' }, 'JSON message body failed to parse'],
    [{ Message: '{"sqs":"x"}', MessageStructure: 'json' }, 'No default entry in JSON message body'],
    [{ MessageAttributes: { a: { DataType: 'Text', StringValue: 'x' } } }, 'supported type prefixes'],
    [
      { TopicArn: 'topic' },
      'Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 1',
    ],
    [{ TopicArn: `${TOPIC}2` }, 'Topic does not exist'],
    [{ PhoneNumber: '+1' }, 'SMS'],
  ])('%#', async (change, message) => {
    const { sns } = await setUp();
    await expect(sns('Publish', { Message: 'text', ...change })).rejects.toThrow(message);
  });

  it('may be 256 KiB, and have a subject of 100 characters', async () => {
    const { sns } = await setUp();
    await sns('Publish', { Message: 'x'.repeat(262_144), Subject: 'x'.repeat(100) });
  });
});

describe('an attribute that does nothing here is refused by name', () => {
  it.each(['SQSSuccessFeedbackRoleArn', 'ArchivePolicy', 'ContentBasedDeduplication'])('%s', async (name) => {
    const { sns } = await setUp();
    const set = { TopicArn: TOPIC, AttributeName: name, AttributeValue: 'x' };
    await expect(sns('SetTopicAttributes', set)).rejects.toThrow(`the topic attribute ${name}`);
    const topic = { Name: 'other', Attributes: { [name]: 'x' } };
    await expect(sns('CreateTopic', topic)).rejects.toThrow(`the topic attribute ${name}`);
  });

  it.each(['DeliveryPolicy', 'SubscriptionRoleArn', 'ReplayPolicy'])('%s', async (name) => {
    const { sns } = await setUp();
    const subscription = { Protocol: 'email', Endpoint: 'a@example.com', Attributes: { [name]: 'x' } };
    await expect(sns('Subscribe', subscription)).rejects.toThrow(`the subscription attribute ${name}`);
  });
});

describe('a subscription that is refused', () => {
  it.each([
    [{ Protocol: 'pigeon' }, 'Amazon SNS does not support this protocol string: pigeon'],
    [{ Protocol: 'https', Endpoint: 'https://x' }, 'SNS subscriptions of the protocol "https"'],
    [{ Protocol: 'sqs', Endpoint: 'http://127.0.0.1/queue' }, 'Invalid parameter: SQS endpoint ARN'],
    [{ Protocol: 'email', Attributes: { RawMessageDelivery: 'maybe' } }, 'Must be true or false.'],
  ])('%j', async (input, message) => {
    const { sns } = await setUp();
    await expect(sns('Subscribe', input)).rejects.toThrow(message);
  });
});

it('publishes a batch entry by entry', async () => {
  const { sns } = await setUp();
  const PublishBatchRequestEntries = [
    { Id: 'a', Message: 'text' },
    { Id: 'b', Message: '' },
  ];
  expect(await sns('PublishBatch', { PublishBatchRequestEntries })).toMatchObject({
    Successful: [{ Id: 'a' }],
    Failed: [{ Id: 'b', Code: 'InvalidParameter', SenderFault: true }],
  });
  const same = [PublishBatchRequestEntries[0], PublishBatchRequestEntries[0]];
  await expect(sns('PublishBatch', { PublishBatchRequestEntries: same })).rejects.toMatchObject({
    code: 'BatchEntryIdsNotDistinct',
  });
});

it('makes topics and subscriptions from a template, twice', async () => {
  const { cloud, sns, queue } = await setUp();
  const make = (type: string, properties: object) =>
    cloud
      .resource('sns', `AWS::SNS::${type}`)
      .create({ logicalId: type, type, physicalName: `stack-${type}`, properties: { ...properties } });
  for (let round = 0; round < 2; round++) {
    expect(await make('Topic', { DisplayName: 'Alerts' })).toMatchObject({
      ref: cloud.arn('sns', 'stack-Topic'),
    });
    await make('Subscription', { TopicArn: TOPIC, ...queue, RawMessageDelivery: true });
  }
  const { Attributes } = await sns<{ Attributes: object }>('GetTopicAttributes', {
    TopicArn: cloud.arn('sns', 'stack-Topic'),
  });
  expect(Attributes).toMatchObject({ DisplayName: 'Alerts', SubscriptionsConfirmed: '0' });
  const { Subscriptions } = await sns<{ Subscriptions: object[] }>('ListSubscriptions');
  expect(Subscriptions).toHaveLength(1);
});
