import {
  CreateTopicCommand,
  DeleteTopicCommand,
  ListSubscriptionsByTopicCommand,
  ListSubscriptionsCommand,
  ListTagsForResourceCommand,
  PublishBatchCommand,
  PublishCommand,
  SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
  type MessageAttributeValue,
} from '@aws-sdk/client-sns';
import { DeleteQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { contractCloud, localOnly, unique } from './contract-cloud';
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

describe('a subscription', () => {
  it('is the same one when asked for again, unless its attributes differ', async () => {
    // API reference, Subscribe; observed
    const TopicArn = await topics.create();
    const { arn } = await topics.queue();
    const first = await topics.subscribe(TopicArn, arn, { RawMessageDelivery: 'True' });
    const defaults = { RawMessageDelivery: 'true', FilterPolicyScope: 'MessageAttributes' };
    for (const attributes of [defaults, {}, undefined])
      expect(await topics.subscribe(TopicArn, arn, attributes)).toBe(first);
    await expect(topics.subscribe(TopicArn, arn, { RawMessageDelivery: 'false' })).rejects.toMatchObject({
      message: 'Invalid parameter: Attributes Reason: Subscription already exists with different attributes',
    });
  });

  it('puts what cannot be delivered into its dead-letter queue', async () => {
    // Developer guide, "Amazon SNS dead-letter queues"
    const TopicArn = await topics.create();
    const source = await topics.queue();
    const dead = await topics.queue();
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: dead.arn });
    await topics.subscribe(TopicArn, source.arn, { RedrivePolicy, RawMessageDelivery: 'true' });
    await sqs.send(new DeleteQueueCommand({ QueueUrl: source.url }));
    await sns.send(new PublishCommand({ TopicArn, Message: 'lost' }));
    const receive = new ReceiveMessageCommand({ QueueUrl: dead.url, WaitTimeSeconds: 5 });
    const message = await eventually(async () => (await sqs.send(receive)).Messages?.[0], 60);
    expect(message.Body).toBe('lost');
  });

  it.each([
    ['{"deadLetterTargetArn":"queue"}', 'RedrivePolicy: deadLetterTargetArn is an invalid arn'],
    ['{"deadLetterTargetArn"', 'RedrivePolicy: failed to parse JSON.'],
  ])('refuses the redrive policy %s', async (RedrivePolicy, why) => {
    const { arn } = await topics.queue();
    const call = topics.subscribe(await topics.create(), arn, { RedrivePolicy });
    await expect(call).rejects.toThrow(`Invalid parameter: Attributes Reason: ${why}`);
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
    const list = (NextToken?: string) =>
      sns.send(new ListSubscriptionsByTopicCommand({ TopicArn, NextToken }));
    const first = await list();
    expect(first.Subscriptions).toHaveLength(100);
    const second = await list(first.NextToken);
    expect(second.Subscriptions).toHaveLength(1);
    expect(second.NextToken).toBeUndefined();
    await sns.send(new DeleteTopicCommand({ TopicArn }));
    const left = (await sns.send(new ListSubscriptionsCommand({}))).Subscriptions ?? [];
    expect(left.filter((each) => each.TopicArn === TopicArn)).toEqual([]);
  });
});

describe('a topic', () => {
  it('of a known name must have the same attributes and tags', async () => {
    // API reference, CreateTopic; observed
    const TopicArn = await topics.create({
      Attributes: { DisplayName: 'one' },
      Tags: [{ Key: 'a', Value: '1' }],
    });
    const again = (more: object) =>
      sns.send(new CreateTopicCommand({ Name: TopicArn.split(':').at(-1), ...more }));
    expect((await again({ Attributes: { FifoTopic: 'false' } })).TopicArn).toBe(TopicArn);
    await expect(again({ Attributes: { DisplayName: 'two' } })).rejects.toMatchObject({
      message: 'Invalid parameter: Attributes Reason: Topic already exists with different attributes',
    });
    await expect(again({ Tags: [{ Key: 'a', Value: '2' }] })).rejects.toMatchObject({
      message: 'Invalid parameter: Tags Reason: Topic already exists with different tags',
    });
    await expect(again({ Attributes: { FifoTopic: 'true' } })).rejects.toMatchObject({
      message: 'Invalid parameter: Topic Name',
    });
  });

  it('that is not there has no tags', async () => {
    const ResourceArn = `arn:aws:sns:${cloud.region}:${cloud.accountId}:${unique('none')}`;
    await expect(sns.send(new ListTagsForResourceCommand({ ResourceArn }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Resource does not exist',
    });
  });
});

describe('a message attribute that is refused', () => {
  const text: MessageAttributeValue = { DataType: 'String', StringValue: 'x' };

  it.each<[string, MessageAttributeValue, string]>([
    [
      'a',
      { DataType: 'String' },
      "The message attribute 'a' must contain non-empty message attribute value for message attribute type 'String'.",
    ],
    [
      'a',
      { DataType: 'Number', BinaryValue: Buffer.from('1') },
      "The message attribute 'a' with type 'Number' must use field 'String'.",
    ],
    [
      'a',
      { DataType: 'Binary', StringValue: 'x' },
      "The message attribute 'a' with type 'Binary' must use field 'Binary'.",
    ],
    [
      'a',
      { DataType: 'Text', StringValue: 'x' },
      "The message attribute 'a' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.",
    ],
    ['x'.repeat(257), text, 'Length of message attribute name must be less than 256 bytes.'],
    [
      '^',
      text,
      "Invalid non-alphanumeric character '#x5E' was found in the message attribute name. Can only include alphanumeric characters, hyphens, underscores, or dots.",
    ],
    ['.a', text, "Invalid message attribute name starting with character '.' was found."],
    ['a.', text, "Invalid message attribute name ending with character '.' was found."],
    ['a..b', text, "Message attribute name can not have successive '.' character."],
  ])('%.10s %j', async (name, attribute, message) => {
    // Developer guide, "Amazon SNS message attributes"; the words were observed
    const refusal = { Code: 'ParameterValueInvalid', message };
    const TopicArn = await topics.create();
    const entry = { Message: 'x', MessageAttributes: { [name]: attribute } };
    await expect(sns.send(new PublishCommand({ TopicArn, ...entry }))).rejects.toMatchObject(refusal);
    const PublishBatchRequestEntries = [{ Id: 'a', ...entry }];
    const batch = sns.send(new PublishBatchCommand({ TopicArn, PublishBatchRequestEntries }));
    await expect(batch).rejects.toMatchObject(refusal);
  });

  it.each([
    ['a.b', 'The Id of a batch entry in the batch request contains an impermissible character: a.b'],
    ['x'.repeat(81), `The Id of a batch entry in the batch request is too long: ${'x'.repeat(81)}`],
  ])('nor does a batch take the id %.10s', async (Id, message) => {
    // API reference, PublishBatch
    const PublishBatchRequestEntries = [{ Id, Message: 'x' }];
    const call = sns.send(
      new PublishBatchCommand({ TopicArn: await topics.create(), PublishBatchRequestEntries }),
    );
    await expect(call).rejects.toMatchObject({ message });
  });
});
