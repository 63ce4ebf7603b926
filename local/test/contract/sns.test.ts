import {
  CreateTopicCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  PublishCommand,
  SNSClient,
  UnsubscribeCommand,
  type PublishCommandInput,
} from '@aws-sdk/client-sns';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { contractCloud, unique } from './contract-cloud';
import { eventually } from './eventually';
import { Topics } from './topics';

const cloud = contractCloud();
const topics = new Topics(cloud);
let sns: SNSClient;
let sqs: SQSClient;

beforeAll(() => {
  sns = new SNSClient(cloud.config);
  sqs = new SQSClient(cloud.config);
});

async function received(QueueUrl: string) {
  const input = { QueueUrl, WaitTimeSeconds: 5 };
  return eventually(async () => (await sqs.send(new ReceiveMessageCommand(input))).Messages?.[0], 30);
}

describe('a topic', () => {
  it('sends a notification to a queue', async () => {
    // SNS developer guide, "Parsing message formats", JSON of a notification
    const TopicArn = await topics.create();
    const { url } = await topics.subscribedQueue(TopicArn);
    const sent = await sns.send(new PublishCommand({ TopicArn, Message: 'hello', Subject: 'greeting' }));
    expect(JSON.parse((await received(url)).Body ?? '')).toMatchObject({
      Type: 'Notification',
      MessageId: sent.MessageId,
      TopicArn,
      Subject: 'greeting',
      Message: 'hello',
      Timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string,
      SignatureVersion: '1',
    });
  });

  it('delivers the message alone when raw delivery is on', async () => {
    // "Amazon SNS raw message delivery"
    const TopicArn = await topics.create();
    const { url } = await topics.subscribedQueue(TopicArn, { RawMessageDelivery: 'true' });
    await sns.send(new PublishCommand({ TopicArn, Message: 'hello' }));
    expect(await received(url)).toMatchObject({ Body: 'hello' });
  });

  it.each<[string, Omit<PublishCommandInput, 'TopicArn'>, string]>([
    ['is empty', { Message: '' }, 'Empty message'],
    ['is larger than 256 KiB', { Message: 'x'.repeat(262_145) }, 'Message too long'],
    ['has a subject over 100 characters', { Message: 'x', Subject: 'x'.repeat(101) }, 'Subject'],
    ['has a subject of two lines', { Message: 'x', Subject: 'a\nb' }, 'Subject'],
    ['has an empty subject', { Message: 'x', Subject: '' }, 'Subject'],
  ])('refuses a message that %s', async (_what, input, why) => {
    // API reference, Publish
    const call = sns.send(new PublishCommand({ TopicArn: await topics.create(), ...input }));
    await expect(call).rejects.toMatchObject({
      Code: 'InvalidParameter',
      message: `Invalid parameter: ${why}`,
    });
  });

  it('takes a message of 256 KiB, and a subject of 100 characters in any language', async () => {
    // API reference, Publish: "Subjects must be UTF-8 text"
    const TopicArn = await topics.create();
    const input = { TopicArn, Message: 'x'.repeat(262_144), Subject: 'ü'.repeat(100) };
    await expect(sns.send(new PublishCommand(input))).resolves.toHaveProperty('MessageId');
  });

  it('takes no id against duplicates, which only FIFO topics take', async () => {
    const input = { TopicArn: await topics.create(), Message: 'x', MessageDeduplicationId: 'x' };
    await expect(sns.send(new PublishCommand(input))).rejects.toMatchObject({ Code: 'InvalidParameter' });
  });

  it('is made once: the same name is the same topic', async () => {
    const TopicArn = await topics.create();
    const Name = TopicArn.split(':').at(-1);
    for (const Attributes of [undefined, { FifoTopic: 'false' }])
      expect((await sns.send(new CreateTopicCommand({ Name, Attributes }))).TopicArn).toBe(TopicArn);
  });

  it('of a known name must have the same attributes', async () => {
    // API reference, CreateTopic; observed
    const TopicArn = await topics.create({ Attributes: { DisplayName: 'one' } });
    const again = (Attributes: Record<string, string>) =>
      sns.send(new CreateTopicCommand({ Name: TopicArn.split(':').at(-1), Attributes }));
    await expect(again({ DisplayName: 'two' })).rejects.toMatchObject({
      message: 'Invalid parameter: Attributes Reason: Topic already exists with different attributes',
    });
    await expect(again({ FifoTopic: 'true' })).rejects.toMatchObject({
      message: 'Invalid parameter: Topic Name',
    });
  });

  it('tells its attributes', async () => {
    const TopicArn = await topics.create({ Attributes: { DisplayName: 'Alerts' } });
    await topics.subscribedQueue(TopicArn);
    const { Attributes } = await sns.send(new GetTopicAttributesCommand({ TopicArn }));
    expect(Attributes).toMatchObject({
      ...{ TopicArn, Owner: cloud.accountId, DisplayName: 'Alerts', SubscriptionsConfirmed: '1' },
      Policy: expect.stringContaining('"SNS:Publish"') as string,
    });
  });

  it('that is not there is NotFound', async () => {
    const TopicArn = `arn:aws:sns:${cloud.region}:${cloud.accountId}:${unique('none')}`;
    await expect(sns.send(new PublishCommand({ TopicArn, Message: 'x' }))).rejects.toMatchObject({
      name: 'NotFoundException',
      message: 'Topic does not exist',
    });
    await expect(sns.send(new PublishCommand({ TopicArn: 'topic', Message: 'x' }))).rejects.toMatchObject({
      message: 'Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 1',
    });
  });

  it('sends nothing to who has left', async () => {
    const TopicArn = await topics.create();
    const { url: QueueUrl, SubscriptionArn } = await topics.subscribedQueue(TopicArn);
    await sns.send(new UnsubscribeCommand({ SubscriptionArn }));
    await eventually(async () => {
      const listed = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
      return listed.Subscriptions?.length === 0;
    });
    const { url: witness } = await topics.subscribedQueue(TopicArn);
    await sns.send(new PublishCommand({ TopicArn, Message: 'hello' }));
    await received(witness);
    const left = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5 }));
    expect(left.Messages ?? []).toEqual([]);
  });
});
