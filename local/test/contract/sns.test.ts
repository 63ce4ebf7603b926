import {
  CreateTopicCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  paginateListTopics,
  PublishBatchCommand,
  PublishCommand,
  SNSClient,
  UnsubscribeCommand,
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
  const input = { QueueUrl, WaitTimeSeconds: 5, MessageAttributeNames: ['All'] };
  return eventually(async () => (await sqs.send(new ReceiveMessageCommand(input))).Messages?.[0], 30);
}

describe('a topic', () => {
  it('sends a notification to a queue', async () => {
    // SNS developer guide, "Parsing message formats", JSON of a notification
    const TopicArn = await topics.create();
    const { url } = await topics.subscribedQueue(TopicArn);
    const MessageAttributes = { kind: { DataType: 'String', StringValue: 'x' } };
    const sent = await sns.send(
      new PublishCommand({ TopicArn, Message: 'hello', Subject: 'greeting', MessageAttributes }),
    );
    expect(JSON.parse((await received(url)).Body ?? '')).toMatchObject({
      Type: 'Notification',
      MessageId: sent.MessageId,
      TopicArn,
      Subject: 'greeting',
      Message: 'hello',
      Timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string,
      SignatureVersion: '1',
      MessageAttributes: { kind: { Type: 'String', Value: 'x' } },
    });
  });

  it('delivers the message alone, with its attributes, when raw delivery is on', async () => {
    // "Amazon SNS raw message delivery"
    const TopicArn = await topics.create();
    const { url } = await topics.subscribedQueue(TopicArn, { RawMessageDelivery: 'true' });
    const MessageAttributes = { kind: { DataType: 'String', StringValue: 'x' } };
    await sns.send(new PublishCommand({ TopicArn, Message: 'hello', MessageAttributes }));
    expect(await received(url)).toMatchObject({ Body: 'hello', MessageAttributes });
  });

  it('picks the text for the protocol from a message with a structure', async () => {
    // API reference, Publish, MessageStructure
    const TopicArn = await topics.create();
    const { url } = await topics.subscribedQueue(TopicArn, { RawMessageDelivery: 'true' });
    const Message = JSON.stringify({ default: 'all', sqs: 'queue' });
    await sns.send(new PublishCommand({ TopicArn, Message, MessageStructure: 'json' }));
    expect((await received(url)).Body).toBe('queue');
  });

  it.each([
    ['is empty', { Message: '' }, 'InvalidParameter'],
    ['is larger than 256 KiB', { Message: 'x'.repeat(262_145) }, 'InvalidParameter'],
    [
      'has a structure without a default',
      { Message: '{"sqs":"x"}', MessageStructure: 'json' },
      'InvalidParameter',
    ],
    ['has a subject over 100 characters', { Message: 'x', Subject: 'x'.repeat(101) }, 'InvalidParameter'],
  ])('refuses a message that %s', async (_what, input, code) => {
    // API reference, Publish
    const call = sns.send(new PublishCommand({ TopicArn: await topics.create(), ...input }));
    await expect(call).rejects.toMatchObject({ Code: code });
  });

  it('publishes a batch and tells which entries failed', async () => {
    // API reference, PublishBatch
    const TopicArn = await topics.create();
    const PublishBatchRequestEntries = [
      { Id: 'a', Message: 'x' },
      { Id: 'b', Message: 'x', Subject: 'x'.repeat(101) },
    ];
    const answer = await sns.send(new PublishBatchCommand({ TopicArn, PublishBatchRequestEntries }));
    expect(answer.Successful?.map(({ Id }) => Id)).toEqual(['a']);
    expect(answer.Failed).toMatchObject([{ Id: 'b', SenderFault: true }]);
  });

  it('is made once: the same name is the same topic', async () => {
    const TopicArn = await topics.create();
    const Name = TopicArn.split(':').at(-1);
    expect((await sns.send(new CreateTopicCommand({ Name }))).TopicArn).toBe(TopicArn);
  });

  it('tells its attributes', async () => {
    const TopicArn = await topics.create();
    await topics.subscribedQueue(TopicArn);
    const { Attributes } = await sns.send(new GetTopicAttributesCommand({ TopicArn }));
    expect(Attributes).toMatchObject({ TopicArn, Owner: cloud.accountId });
  });

  it('that is not there is NotFound', async () => {
    const TopicArn = `arn:aws:sns:${cloud.region}:${cloud.accountId}:${unique('none')}`;
    await expect(sns.send(new PublishCommand({ TopicArn, Message: 'x' }))).rejects.toMatchObject({
      name: 'NotFoundException',
      message: 'Topic does not exist',
    });
  });

  it('is listed', async () => {
    const TopicArn = await topics.create();
    const listed: (string | undefined)[] = [];
    for await (const page of paginateListTopics({ client: sns }, {}))
      listed.push(...(page.Topics ?? []).map((each) => each.TopicArn));
    expect(listed).toContain(TopicArn);
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
