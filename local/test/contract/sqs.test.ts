import { createHash } from 'node:crypto';
import {
  ChangeMessageVisibilityBatchCommand,
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
  type MessageAttributeValue,
  type QueueAttributeName,
  type ReceiveMessageCommandInput,
  type SendMessageCommandInput,
} from '@aws-sdk/client-sqs';
import { contractCloud, unique } from './contract-cloud';
import { eventually } from './eventually';

const cloud = contractCloud();
let sqs: SQSClient;

beforeAll(() => {
  sqs = new SQSClient(cloud.config);
});

async function queue(attributes: Partial<Record<QueueAttributeName, string>> = {}, name = unique('q')) {
  const { QueueUrl = '' } = await sqs.send(
    new CreateQueueCommand({ QueueName: name, Attributes: attributes }),
  );
  cloud.afterwards(() => sqs.send(new DeleteQueueCommand({ QueueUrl })));
  return QueueUrl;
}

const send = (QueueUrl: string, body: string, more: Partial<SendMessageCommandInput> = {}) =>
  sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: body, ...more }));

async function receive(QueueUrl: string, more: Partial<ReceiveMessageCommandInput> = {}) {
  const input = { QueueUrl, MessageSystemAttributeNames: ['All' as const], WaitTimeSeconds: 2, ...more };
  return (await sqs.send(new ReceiveMessageCommand(input))).Messages ?? [];
}

async function receiveOne(QueueUrl: string, more: Partial<ReceiveMessageCommandInput> = {}) {
  const [message] = await receive(QueueUrl, more);
  if (!message?.ReceiptHandle) throw new Error('No message came.');
  return { ...message, ReceiptHandle: message.ReceiptHandle };
}

async function attributes(QueueUrl: string) {
  const input = { QueueUrl, AttributeNames: ['All' as const] };
  return (await sqs.send(new GetQueueAttributesCommand(input))).Attributes ?? {};
}

describe('a queue', () => {
  it('has the documented defaults', async () => {
    // API reference, SetQueueAttributes; developer guide, "Amazon SQS message quotas" (1 MiB)
    expect(await attributes(await queue())).toMatchObject({
      DelaySeconds: '0',
      MaximumMessageSize: '1048576',
      MessageRetentionPeriod: '345600',
      ReceiveMessageWaitTimeSeconds: '0',
      VisibilityTimeout: '30',
      SqsManagedSseEnabled: 'true',
      ApproximateNumberOfMessages: '0',
      ApproximateNumberOfMessagesNotVisible: '0',
      ApproximateNumberOfMessagesDelayed: '0',
      QueueArn: expect.stringContaining(`:${cloud.accountId}:contract-q-`) as string,
    });
  });

  it('is answered again when it is made again with the same attributes, and refused with others', async () => {
    // API reference, CreateQueue
    const name = unique('same');
    const url = await queue({ VisibilityTimeout: '7' }, name);
    expect(await queue({ VisibilityTimeout: '7' }, name)).toBe(url);
    await expect(queue({ VisibilityTimeout: '8' }, name)).rejects.toMatchObject({ name: 'QueueNameExists' });
  });

  it.each([
    ['VisibilityTimeout', '43201'],
    ['VisibilityTimeout', '-1'],
    ['DelaySeconds', '901'],
    ['MaximumMessageSize', '1023'],
    ['MessageRetentionPeriod', '59'],
    ['MessageRetentionPeriod', '1209601'],
    ['ReceiveMessageWaitTimeSeconds', '21'],
    ['VisibilityTimeout', 'soon'],
  ])('does not take %s = %s', async (name, value) => {
    // API reference, SetQueueAttributes
    await expect(queue({ [name]: value })).rejects.toMatchObject({ name: 'InvalidAttributeValue' });
  });

  it('does not take an unknown attribute', async () => {
    await expect(queue({ Colour: 'red' } as never)).rejects.toMatchObject({ name: 'InvalidAttributeName' });
  });

  it.each(['with space', 'a'.repeat(81), 'x/y'])('is not named %j', async (name) => {
    // API reference, CreateQueue: up to 80 characters, alphanumeric, hyphens, underscores
    await expect(queue({}, name)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  });

  it('is found by its name and by a prefix of it', async () => {
    const name = unique('find');
    const url = await queue({}, name);
    expect((await sqs.send(new GetQueueUrlCommand({ QueueName: name }))).QueueUrl).toBe(url);
    const { QueueUrls } = await sqs.send(new ListQueuesCommand({ QueueNamePrefix: name }));
    expect(QueueUrls).toEqual([url]);
  });

  it('is listed page by page', async () => {
    const QueueNamePrefix = unique('page');
    const urls = [await queue({}, `${QueueNamePrefix}-1`), await queue({}, `${QueueNamePrefix}-2`)];
    const list = (more: object) =>
      sqs.send(new ListQueuesCommand({ QueueNamePrefix, MaxResults: 1, ...more }));
    const first = await list({});
    const second = await list({ NextToken: first.NextToken });
    expect([...(first.QueueUrls ?? []), ...(second.QueueUrls ?? [])].sort()).toEqual(urls.sort());
    expect(second.NextToken).toBeUndefined();
    await expect(list({ MaxResults: 1001 })).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  });

  it('that is not there is QueueDoesNotExist, which older clients know by another code', async () => {
    // Developer guide, "AWS JSON protocol": x-amzn-query-error
    const call = sqs.send(new GetQueueUrlCommand({ QueueName: unique('none') }));
    await expect(call).rejects.toMatchObject({
      name: 'QueueDoesNotExist',
      message: 'The specified queue does not exist.',
    });
  });

  it('changes its attributes', async () => {
    const QueueUrl = await queue();
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { VisibilityTimeout: '9' } }));
    await eventually(async () => (await attributes(QueueUrl)).VisibilityTimeout === '9');
  });
});

describe('a message', () => {
  it("comes with its MD5, its attributes and the system's", async () => {
    // API reference, ReceiveMessage and "Message"
    const QueueUrl = await queue();
    const MessageAttributes = { kind: { DataType: 'String', StringValue: 'x' } };
    const sent = await send(QueueUrl, 'hello', { MessageAttributes });
    const [message] = await receive(QueueUrl, { MessageAttributeNames: ['All'] });
    expect(message).toMatchObject({
      Body: 'hello',
      MessageId: sent.MessageId,
      MD5OfBody: '5d41402abc4b2a76b9719d911017c592',
      MD5OfMessageAttributes: sent.MD5OfMessageAttributes,
      MessageAttributes,
      Attributes: {
        ApproximateReceiveCount: '1',
        SentTimestamp: expect.stringMatching(/^\d{13}$/) as string,
        ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/) as string,
        SenderId: expect.any(String) as string,
      },
    });
  });

  it('comes without the attributes that were not asked for', async () => {
    const QueueUrl = await queue();
    await send(QueueUrl, 'x', { MessageAttributes: { a: { DataType: 'String', StringValue: '1' } } });
    const [message] = await receive(QueueUrl, { MessageSystemAttributeNames: undefined });
    expect(message).not.toHaveProperty('Attributes');
    expect(message).not.toHaveProperty('MessageAttributes');
  });

  it('comes with the attributes that were asked for, and their digest', async () => {
    // Developer guide, "Calculating the MD5 message digest for message attributes"
    const QueueUrl = await queue();
    const MessageAttributes = {
      'user.name': { DataType: 'String', StringValue: 'ü' },
      bytes: { DataType: 'Binary', BinaryValue: new Uint8Array([1, 2, 255]) },
      'user.id': { DataType: 'Number', StringValue: '1' },
    };
    await send(QueueUrl, 'x', { MessageAttributes });
    const ask = async (...MessageAttributeNames: string[]) =>
      receiveOne(QueueUrl, { MessageAttributeNames, VisibilityTimeout: 0, WaitTimeSeconds: 5 });
    expect((await ask('All')).MessageAttributes).toEqual(MessageAttributes);
    expect(Object.keys((await ask('user.*')).MessageAttributes ?? {})).toEqual(
      expect.arrayContaining(['user.id', 'user.name']),
    );
    const { MessageAttributes: chosen, MD5OfMessageAttributes } = await ask('bytes', 'user.name', 'none');
    expect(Object.keys(chosen ?? {}).sort()).toEqual(['bytes', 'user.name']);
    const field = (text: string) =>
      Buffer.concat([Buffer.of(0, 0, 0, Buffer.byteLength(text)), Buffer.from(text)]);
    const digested = Buffer.concat([
      ...[field('bytes'), field('Binary'), Buffer.of(2), Buffer.of(0, 0, 0, 3, 1, 2, 255)],
      ...[field('user.name'), field('String'), Buffer.of(1), field('ü')],
    ]);
    expect(MD5OfMessageAttributes).toBe(createHash('md5').update(digested).digest('hex'));
  });

  it.each<[string, MessageAttributeValue]>([
    ['AWS.x', { DataType: 'String', StringValue: 'x' }],
    ['x', { DataType: 'Text', StringValue: 'x' }],
    ['x', { DataType: 'String', StringValue: '' }],
    ['x', { DataType: 'Number', StringValue: 'one' }],
  ])('does not take the attribute %s %j', async (name, attribute) => {
    // Developer guide, "Amazon SQS message metadata"
    await expect(
      send(await queue(), 'x', { MessageAttributes: { [name]: attribute } }),
    ).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    });
  });

  it('takes no id against duplicates, which only FIFO queues take', async () => {
    // API reference, SendMessage
    await expect(send(await queue(), 'x', { MessageDeduplicationId: 'x' })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    });
  });

  it('is hidden while it is in flight and comes back after the visibility timeout, counted', async () => {
    // Developer guide, "Amazon SQS visibility timeout"
    const QueueUrl = await queue({ VisibilityTimeout: '4' });
    await send(QueueUrl, 'again');
    const first = await receiveOne(QueueUrl);
    expect(await receive(QueueUrl, { WaitTimeSeconds: 0 })).toEqual([]);
    expect(await attributes(QueueUrl)).toMatchObject({ ApproximateNumberOfMessagesNotVisible: '1' });
    await cloud.wait(4);
    const second = await receiveOne(QueueUrl, { WaitTimeSeconds: 20 });
    expect(second.Attributes).toMatchObject({ ApproximateReceiveCount: '2' });
    expect(second.ReceiptHandle).not.toBe(first.ReceiptHandle);
    expect(second.Attributes?.ApproximateFirstReceiveTimestamp).toBe(
      first.Attributes?.ApproximateFirstReceiveTimestamp,
    );
  });

  it('comes back at once when its visibility is set to 0', async () => {
    // API reference, ChangeMessageVisibility
    const QueueUrl = await queue();
    await send(QueueUrl, 'back');
    const { ReceiptHandle } = await receiveOne(QueueUrl);
    await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));
    expect((await receiveOne(QueueUrl)).Attributes?.ApproximateReceiveCount).toBe('2');
  });

  it('is delayed by the message, else by the queue', async () => {
    // Developer guide, "Amazon SQS message timers" and "delay queues"
    const QueueUrl = await queue({ DelaySeconds: '900' });
    await send(QueueUrl, 'later');
    await send(QueueUrl, 'sooner', { DelaySeconds: 0 });
    expect((await receive(QueueUrl, { MaxNumberOfMessages: 10 })).map(({ Body }) => Body)).toEqual([
      'sooner',
    ]);
    expect(await attributes(QueueUrl)).toMatchObject({ ApproximateNumberOfMessagesDelayed: '1' });
  });

  it('is gone when it is deleted, even when its time is over, and may be deleted twice', async () => {
    // API reference, DeleteMessage
    const QueueUrl = await queue({ VisibilityTimeout: '2' });
    await send(QueueUrl, 'once');
    const { ReceiptHandle } = await receiveOne(QueueUrl);
    await cloud.wait(3);
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    expect(await receive(QueueUrl)).toEqual([]);
  });

  it('is not deleted with a handle that is none', async () => {
    const QueueUrl = await queue();
    const call = sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: 'nonsense' }));
    await expect(call).rejects.toMatchObject({
      name: 'ReceiptHandleIsInvalid',
      message: 'The input receipt handle "nonsense" is not a valid receipt handle.',
    });
  });

  it.each([
    ['is empty', ''],
    ['is larger than 1 MiB', 'x'.repeat(1_048_577)],
  ])('is refused when it %s', async (_what, body) => {
    // Developer guide, "Amazon SQS message quotas"
    await expect(send(await queue(), body)).rejects.toMatchObject({
      name: body ? 'InvalidParameterValue' : 'MissingParameter',
    });
  });

  it('may have characters that XML has, and no others', async () => {
    // API reference, SendMessage
    const QueueUrl = await queue();
    await send(QueueUrl, 'ä\t\n€😀');
    expect((await receiveOne(QueueUrl)).Body).toBe('ä\t\n€😀');
    for (const body of ['a\u0001b', '\u0000', 'a\u000bb', '\ufffe'])
      await expect(send(QueueUrl, body)).rejects.toMatchObject({ name: 'InvalidMessageContents' });
  });

  it('counts its attributes into its size', async () => {
    // API reference, SetQueueAttributes, MaximumMessageSize: name, type and value of each
    const QueueUrl = await queue({ MaximumMessageSize: '1024' });
    const MessageAttributes = { ab: { DataType: 'String', StringValue: 'ü' } };
    await send(QueueUrl, 'x'.repeat(1014), { MessageAttributes });
    await expect(send(QueueUrl, 'x'.repeat(1015), { MessageAttributes })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    });
  });

  it('has up to ten attributes', async () => {
    const attribute = (_: unknown, index: number) => [`a${index}`, { DataType: 'String', StringValue: '1' }];
    const MessageAttributes = Object.fromEntries(Array.from({ length: 11 }, attribute)) as Record<
      string,
      { DataType: string; StringValue: string }
    >;
    await expect(send(await queue(), 'x', { MessageAttributes })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    });
  });

  it('is delayed up to 15 minutes', async () => {
    await expect(send(await queue(), 'x', { DelaySeconds: 901 })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    });
  });
});

describe('receiving', () => {
  it.each<[Partial<ReceiveMessageCommandInput>]>([
    [{ MaxNumberOfMessages: 11 }],
    [{ MaxNumberOfMessages: 0 }],
    [{ WaitTimeSeconds: 21 }],
    [{ VisibilityTimeout: 43_201 }],
    [{ ReceiveRequestAttemptId: 'x' }],
  ])('does not take %j', async (input) => {
    // API reference, ReceiveMessage
    await expect(receive(await queue(), input)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  });

  it('gives no message twice in one answer', async () => {
    const QueueUrl = await queue({ VisibilityTimeout: '0' });
    await send(QueueUrl, 'x');
    expect(await receive(QueueUrl, { MaxNumberOfMessages: 10 })).toHaveLength(1);
  });

  it('ends its waiting when a message comes', async () => {
    // Developer guide, "Amazon SQS short and long polling"
    const QueueUrl = await queue();
    const waiting = receive(QueueUrl, { WaitTimeSeconds: 20 });
    await send(QueueUrl, 'now');
    expect((await waiting).map(({ Body }) => Body)).toEqual(['now']);
  });

  it('answers without Messages when there is none', async () => {
    const QueueUrl = await queue();
    expect(await sqs.send(new ReceiveMessageCommand({ QueueUrl }))).not.toHaveProperty('Messages');
  });

  it('hides for the time that is asked for', async () => {
    const QueueUrl = await queue();
    await send(QueueUrl, 'x');
    await receiveOne(QueueUrl, { VisibilityTimeout: 2 });
    await cloud.wait(2);
    expect(await receive(QueueUrl, { WaitTimeSeconds: 20 })).toHaveLength(1);
  });
});

describe('a batch', () => {
  it('fails by entry', async () => {
    // API reference, SendMessageBatch
    const QueueUrl = await queue();
    const Entries = [
      { Id: 'good', MessageBody: 'x' },
      { Id: 'bad', MessageBody: 'x', DelaySeconds: 901 },
    ];
    const { Successful, Failed } = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    expect(Successful?.map(({ Id }) => Id)).toEqual(['good']);
    expect(Failed).toMatchObject([{ Id: 'bad', SenderFault: true, Code: 'InvalidParameterValue' }]);
  });

  it.each([
    ['is empty', [], 'EmptyBatchRequest'],
    [
      'has more than ten entries',
      Array.from({ length: 11 }, (_, i) => `m${i}`),
      'TooManyEntriesInBatchRequest',
    ],
    ['has an id twice', ['a', 'a'], 'BatchEntryIdsNotDistinct'],
    ['has an id that is none', ['a b'], 'InvalidBatchEntryId'],
  ])('is refused when it %s', async (_what, ids, name) => {
    const Entries = ids.map((Id) => ({ Id, MessageBody: 'x' }));
    const call = sqs.send(new SendMessageBatchCommand({ QueueUrl: await queue(), Entries }));
    await expect(call).rejects.toMatchObject({ name });
  });

  it('is refused when its messages together are larger than 1 MiB', async () => {
    // API reference, SendMessageBatch
    const Entries = ['a', 'b'].map((Id) => ({ Id, MessageBody: 'x'.repeat(600_000) }));
    const call = sqs.send(new SendMessageBatchCommand({ QueueUrl: await queue(), Entries }));
    await expect(call).rejects.toMatchObject({ name: 'BatchRequestTooLong' });
  });

  it('changes visibility and deletes, by entry', async () => {
    const QueueUrl = await queue();
    await send(QueueUrl, 'x');
    const { ReceiptHandle } = await receiveOne(QueueUrl);
    const changed = await sqs.send(
      new ChangeMessageVisibilityBatchCommand({
        QueueUrl,
        Entries: [
          { Id: 'a', ReceiptHandle, VisibilityTimeout: 60 },
          { Id: 'b', ReceiptHandle: 'nonsense', VisibilityTimeout: 60 },
        ],
      }),
    );
    expect(changed).toMatchObject({ Successful: [{ Id: 'a' }], Failed: [{ Id: 'b', SenderFault: true }] });
    const Entries = [
      { Id: 'a', ReceiptHandle },
      { Id: 'b', ReceiptHandle: 'nonsense' },
    ];
    const deleted = await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    expect(deleted).toMatchObject({
      Successful: [{ Id: 'a' }],
      Failed: [{ Id: 'b', Code: 'ReceiptHandleIsInvalid' }],
    });
  });
});
