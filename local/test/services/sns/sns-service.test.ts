import { createSns } from '../../../src/services/sns/sns-service';
import { createSqs } from '../../../src/services/sqs/sqs-service';
import { manualClock } from '../sqs/manual-clock';
import { testCloud } from '../sqs/test-cloud';

const TOPIC = 'arn:aws:sns:us-east-1:000000000000:topic';

async function setUp() {
  const clock = manualClock();
  const cloud = testCloud([createSns, createSqs], { clock });
  const sns = <Output = Record<string, never>>(operation: string, input: object = {}) =>
    cloud.call<Output>('sns', operation, { TopicArn: TOPIC, ...input });
  await sns('CreateTopic', { Name: 'topic' });
  await cloud.call('sqs', 'CreateQueue', { QueueName: 'queue' });
  const queue = { Protocol: 'sqs', Endpoint: cloud.arn('sqs', 'queue') };
  const received = async () => {
    await cloud.until(async () => (await cloud.messageCount('queue')) > 0);
    const { Messages } = await cloud.call<{ Messages: { Body: string }[] }>('sqs', 'ReceiveMessage', {
      QueueUrl: 'queue',
    });
    return Messages[0]!;
  };
  return { clock, cloud, sns, queue, received };
}

// SNS developer guide, "Amazon SNS message delivery retries".
it('brings a message to a queue in trouble when the trouble is over, and drops what no try can mend', async () => {
  const { clock, cloud, sns, queue, received } = await setUp();
  await sns('Subscribe', { ...queue, Attributes: { RawMessageDelivery: 'true' } });
  const fail = (code: string, status: number) =>
    cloud.faults.add({ service: 'sqs', operation: 'SendMessage', error: { code, status }, times: 1 });
  fail('InvalidMessageContents', 400);
  await sns('Publish', { Message: 'dropped' });
  await cloud.until(() => cloud.log.some((line) => line.endsWith('given up')));
  fail('ServiceUnavailable', 503);
  await sns('Publish', { Message: 'late' });
  await cloud.until(() =>
    cloud.log.some((line) => line.includes('ServiceUnavailable') || line.includes('Injected')),
  );
  clock.advance(1000);
  expect((await received()).Body).toBe('late');
});

describe('the local inbox', () => {
  it('shows what was published, newest first, and whom AWS would have mailed', async () => {
    const { cloud, sns } = await setUp();
    const Endpoint = 'operator@example.com';
    await sns('Subscribe', { Protocol: 'email', Endpoint });
    await sns('Publish', { Message: 'first' });
    await sns('Publish', { Message: 'second', Subject: 'S' });
    const inbox = createSns(cloud.context).inbox();
    expect(inbox).toMatchObject([
      { message: 'second', subject: 'S', recipients: ['operator@example.com'], topicArn: TOPIC },
      { message: 'first' },
    ]);
  });
});

describe('what the local cloud does not do is refused by name', () => {
  it.each([
    ['Publish', { PhoneNumber: '+1', Message: 'x' }, 'SMS'],
    ['Publish', { MessageStructure: 'json', Message: '{}' }, 'MessageStructure of a published message'],
    ['Publish', { MessageAttributes: {}, Message: 'x' }, 'MessageAttributes of a published message'],
    [
      'CreateTopic',
      { Name: 'other', Attributes: { ArchivePolicy: '{}' } },
      'the topic attribute ArchivePolicy',
    ],
    ['CreateTopic', { Name: 'other', Tags: [] }, 'tags of topics'],
    ['CreateTopic', { Name: 'a.fifo', Attributes: { FifoTopic: 'true' } }, 'FIFO topics ("a.fifo")'],
    ['Subscribe', { Protocol: 'https', Endpoint: 'https://x' }, 'SNS subscriptions of the protocol "https"'],
    ['Subscribe', { Protocol: 'lambda' }, 'SNS subscriptions of the protocol "lambda"'],
    [
      'Subscribe',
      { Protocol: 'email', Endpoint: 'a@example.com', Attributes: { FilterPolicy: '{}' } },
      'the subscription attribute FilterPolicy',
    ],
  ])('%s %j', async (operation, input, message) => {
    const { sns } = await setUp();
    await expect(sns(operation, input)).rejects.toThrow(message);
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
  const { Subscriptions } = await sns<{ Subscriptions: object[] }>('ListSubscriptionsByTopic');
  expect(Subscriptions).toHaveLength(1);
});
