import {
  DeleteTopicCommand,
  ListSubscriptionsByTopicCommand,
  SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
  type SubscribeCommandInput,
} from '@aws-sdk/client-sns';
import { contractCloud, localOnly } from './contract-cloud';
import { Topics } from './topics';

const cloud = contractCloud();
const topics = new Topics(cloud);
let sns: SNSClient;

beforeAll(() => {
  sns = new SNSClient(cloud.config);
});

const list = (TopicArn: string, NextToken?: string) =>
  sns.send(new ListSubscriptionsByTopicCommand({ TopicArn, NextToken }));

describe('a subscription', () => {
  it('is the same one when asked for again, unless its attributes differ', async () => {
    // API reference, Subscribe; observed
    const TopicArn = await topics.create();
    const { arn } = await topics.queue();
    const first = await topics.subscribe(TopicArn, arn, { RawMessageDelivery: 'True' });
    for (const attributes of [{ RawMessageDelivery: 'true' }, undefined])
      expect(await topics.subscribe(TopicArn, arn, attributes)).toBe(first);
    await expect(topics.subscribe(TopicArn, arn, { RawMessageDelivery: 'false' })).rejects.toMatchObject({
      message: 'Invalid parameter: Attributes Reason: Subscription already exists with different attributes',
    });
    expect((await list(TopicArn)).Subscriptions).toEqual([
      { SubscriptionArn: first, TopicArn, Protocol: 'sqs', Endpoint: arn, Owner: cloud.accountId },
    ]);
  });

  it('by mail waits for its confirmation', async () => {
    const TopicArn = await topics.create();
    const mail = { TopicArn, Protocol: 'email', Endpoint: 'nobody@example.com' };
    const { SubscriptionArn } = await sns.send(new SubscribeCommand(mail));
    expect(SubscriptionArn).toBe('pending confirmation');
  });

  it.each<[Partial<SubscribeCommandInput>, string]>([
    [{ Protocol: 'pigeon' }, 'Invalid parameter: Amazon SNS does not support this protocol string: pigeon'],
    [{ Protocol: 'sqs', Endpoint: 'http://127.0.0.1/queue' }, 'Invalid parameter: SQS endpoint ARN'],
    [
      { Attributes: { RawMessageDelivery: 'maybe' } },
      'RawMessageDelivery: Invalid value [maybe]. Must be true or false.',
    ],
  ])('is refused with %j', async (change, message) => {
    // API reference, Subscribe
    const input = { TopicArn: await topics.create(), Protocol: 'email', Endpoint: 'nobody@example.com' };
    await expect(sns.send(new SubscribeCommand({ ...input, ...change }))).rejects.toMatchObject({
      Code: 'InvalidParameter',
      message: expect.stringContaining(message) as string,
    });
  });

  it.each([
    ['', 'Invalid parameter: SubscriptionArn Reason: no value for required parameter'],
    ['here', 'Invalid parameter: SubscriptionArn Reason: An ARN must have at least 6 elements, not 1'],
    ['arn:aws:sns:us-east-1:111111111111:topic', 'Invalid parameter: SubscriptionId'],
  ])('"%s" is none to leave', async (SubscriptionArn, message) => {
    await expect(sns.send(new UnsubscribeCommand({ SubscriptionArn }))).rejects.toMatchObject({ message });
  });

  localOnly('it makes mail subscriptions', 'is listed by hundreds, and goes with its topic', async () => {
    // API reference, ListSubscriptionsByTopic and DeleteTopic
    const TopicArn = await topics.create();
    for (let index = 0; index < 101; index++)
      await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'email', Endpoint: `${index}@example.com` }));
    const first = await list(TopicArn);
    expect(first.Subscriptions).toHaveLength(100);
    const second = await list(TopicArn, first.NextToken);
    expect(second.Subscriptions).toHaveLength(1);
    expect(second.NextToken).toBeUndefined();
    await sns.send(new DeleteTopicCommand({ TopicArn }));
    await topics.create({ Name: TopicArn.split(':').at(-1) });
    expect((await list(TopicArn)).Subscriptions ?? []).toEqual([]);
  });
});
