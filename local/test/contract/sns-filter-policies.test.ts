import {
  GetSubscriptionAttributesCommand,
  PublishCommand,
  SetSubscriptionAttributesCommand,
  SNSClient,
  SubscribeCommand,
  type PublishCommandInput,
} from '@aws-sdk/client-sns';
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { contractCloud } from './contract-cloud';
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

type Policy = Record<string, unknown>;

async function subscribed(policy: Policy, FilterPolicyScope: string) {
  const TopicArn = await topics.create();
  const Attributes = { FilterPolicy: JSON.stringify(policy), FilterPolicyScope, RawMessageDelivery: 'true' };
  return { TopicArn, ...(await topics.subscribedQueue(TopicArn, Attributes)) };
}

async function next(QueueUrl: string) {
  const message = await eventually(
    async () => (await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5 }))).Messages?.[0],
    30,
  );
  await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message.ReceiptHandle }));
  return message.Body;
}

/** Publishes what should be kept out, then what should come; the first that comes tells. */
async function outcome(policy: Policy, scope: string, out: Sent, through: Sent) {
  const { TopicArn, url } = await subscribed(policy, scope);
  await sns.send(new PublishCommand({ TopicArn, ...out }));
  await sns.send(new PublishCommand({ TopicArn, ...through }));
  return next(url);
}

type Sent = Omit<PublishCommandInput, 'TopicArn'>;

const attribute = (DataType: string, StringValue: string): Sent => ({
  Message: `${DataType} ${StringValue}`,
  MessageAttributes: { kind: { DataType, StringValue } },
});

describe('a filter policy', () => {
  it.each<[string, Policy, Sent, Sent]>([
    ['a text', { kind: ['a'] }, attribute('String', 'b'), attribute('String', 'a')],
    ['a number', { kind: [{ numeric: ['>', 5] }] }, attribute('Number', '5'), attribute('Number', '6')],
    ['an array', { kind: ['a'] }, attribute('String.Array', '["b"]'), attribute('String.Array', '["b","a"]')],
    ['a prefix', { kind: [{ prefix: 'ab' }] }, attribute('String', 'ba'), attribute('String', 'abc')],
    ['absence', { kind: [{ exists: false }] }, attribute('String', 'x'), { Message: 'none' }],
    [
      'one of two',
      { $or: [{ kind: ['a'] }, { none: ['b'] }] },
      { Message: 'none' },
      attribute('String', 'a'),
    ],
  ])('lets attributes pass by %s', async (_what, policy, out, through) => {
    // SNS developer guide, "Amazon SNS subscription filter policies"
    expect(await outcome(policy, 'MessageAttributes', out, through)).toBe(through.Message);
  });

  it.each<[string, Policy, Sent, Sent]>([
    ['a nested key', { a: { b: ['x'] } }, { Message: '{"a":{"b":"y"}}' }, { Message: '{"a":{"b":"x"}}' }],
    ['one of an array', { a: ['x'] }, { Message: '{"a":["y"]}' }, { Message: '{"a":["y","x"]}' }],
    ['JSON only', { a: [{ exists: false }] }, { Message: 'text' }, { Message: '{}' }],
  ])('lets bodies pass by %s', async (_what, policy, out, through) => {
    // "Filter policy scope": MessageBody
    expect(await outcome(policy, 'MessageBody', out, through)).toBe(through.Message);
  });

  it('is told with its scope, and taken away', async () => {
    const { SubscriptionArn } = await subscribed({ kind: ['a'] }, 'MessageBody');
    const attributes = async () =>
      (await sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }))).Attributes;
    expect(await attributes()).toMatchObject({
      FilterPolicy: '{"kind":["a"]}',
      FilterPolicyScope: 'MessageBody',
    });
    const none = { SubscriptionArn, AttributeName: 'FilterPolicy', AttributeValue: '{}' };
    await sns.send(new SetSubscriptionAttributesCommand(none));
    expect(await attributes()).not.toHaveProperty('FilterPolicy');
  });
});

describe('a filter policy that is refused', () => {
  const values = (count: number) => Array.from({ length: count }, (_, index) => index);
  const keys = (count: number) => Object.fromEntries(values(count).map((key) => [`k${key}`, ['x']]));

  it.each<[string, string, string, string]>([
    [
      'has six keys',
      JSON.stringify(keys(6)),
      'MessageBody',
      'FilterPolicy: Filter policy can not have more than 5 keys',
    ],
    [
      'has over 150 combinations',
      JSON.stringify({ a: values(51), b: values(3) }),
      'MessageBody',
      'FilterPolicy: Filter policy is too complex',
    ],
    [
      'has over 150 combinations, counting depth',
      JSON.stringify({ a: { b: values(26) }, c: values(3) }),
      'MessageBody',
      'FilterPolicy: Filter policy is too complex',
    ],
    [
      'is nested and about attributes',
      '{"a":{"b":["x"]}}',
      'MessageAttributes',
      'Filter policy scope MessageAttributes does not support nested filter policy',
    ],
    [
      'has an unknown filter',
      '{ "a": [{ "nope": 1 }] }',
      'MessageBody',
      'FilterPolicy: Unrecognized match type nope\n at [Source: (String)"{"a":[{"nope":1}]}"; line: 1, column: 16]',
    ],
    [
      'is no JSON',
      '{a}',
      'MessageBody',
      "FilterPolicy: failed to parse JSON. Unexpected character ('a' (code 97)): was expecting double-quote to start field name\n at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 2]",
    ],
    [
      'has another scope',
      '{"a":["x"]}',
      'Everything',
      'FilterPolicyScope: Invalid value [Everything]. Please use either MessageBody or MessageAttributes',
    ],
  ])('%s', async (_what, FilterPolicy, FilterPolicyScope, why) => {
    // "Filter policy constraints in Amazon SNS"; the words were observed
    const call = sns.send(
      new SubscribeCommand({
        TopicArn: await topics.create(),
        Protocol: 'email',
        Endpoint: 'nobody@example.com',
        Attributes: { FilterPolicy, FilterPolicyScope },
      }),
    );
    await expect(call).rejects.toMatchObject({
      Code: 'InvalidParameter',
      message: `Invalid parameter: Attributes Reason: ${why}`,
    });
  });

  it('takes 150 combinations, of alternatives too', async () => {
    const policy = { a: values(3), $or: [{ b: values(30) }, { c: values(20) }] };
    await expect(subscribed(policy, 'MessageAttributes')).resolves.toBeDefined();
  });
});
