import { NotKeptError } from '../../../src/kernel/data-disk';
import { createStore } from '../../../src/kernel/store';
import { createSqs } from '../../../src/services/sqs/sqs-service';
import { manualClock } from './manual-clock';
import { testCloud } from './test-cloud';

interface Received {
  Messages?: { MessageId: string; ReceiptHandle: string; Body: string; Attributes: Record<string, string> }[];
}

function setUp(store = createStore()) {
  const clock = manualClock();
  const cloud = testCloud([createSqs], { clock, store });
  const sqs = <Output = Record<string, never>>(operation: string, input: object) =>
    cloud.call<Output>('sqs', operation, { QueueUrl: 'queue', ...input });
  return {
    clock,
    cloud,
    sqs,
    create: (Attributes: Record<string, string> = {}, QueueName = 'queue') =>
      cloud.call<{ QueueUrl: string }>('sqs', 'CreateQueue', { QueueName, Attributes }),
    send: async (MessageBody = 'hello', more: object = {}) => sqs('SendMessage', { MessageBody, ...more }),
    receive: async (more: object = {}) => {
      const input = { MaxNumberOfMessages: 10, MessageSystemAttributeNames: ['All'], ...more };
      return (await sqs<Received>('ReceiveMessage', input)).Messages ?? [];
    },
  };
}

// SQS developer guide, "Amazon SQS visibility timeout".
describe('visibility', () => {
  it('hides a received message until its time-out is over and counts each receipt', async () => {
    const { clock, create, send, receive } = setUp();
    await create({ VisibilityTimeout: '30' });
    await send();
    const [first] = await receive();
    clock.advance(29_999);
    expect(await receive()).toEqual([]);
    clock.advance(1);
    const [second] = await receive();
    expect(second!.MessageId).toBe(first!.MessageId);
    expect(second!.ReceiptHandle).not.toBe(first!.ReceiptHandle);
    expect(second!.Attributes.ApproximateReceiveCount).toBe('2');
    expect(second!.Attributes.ApproximateFirstReceiveTimestamp).toBe(
      first!.Attributes.ApproximateFirstReceiveTimestamp,
    );
  });

  it('counts anew from the moment it is changed, and gives the message back at 0', async () => {
    const { clock, sqs, create, send, receive } = setUp();
    await create();
    await send();
    const { ReceiptHandle } = (await receive())[0]!;
    clock.advance(20_000);
    await sqs('ChangeMessageVisibility', { ReceiptHandle, VisibilityTimeout: 60 });
    clock.advance(59_999);
    expect(await receive()).toEqual([]);
    await sqs('ChangeMessageVisibility', { ReceiptHandle, VisibilityTimeout: 0 });
    expect(await receive()).toHaveLength(1);
  });

  it('does not give one message twice in one call, even without a time-out', async () => {
    const { create, send, receive } = setUp();
    await create({ VisibilityTimeout: '0' });
    await send();
    expect(await receive()).toHaveLength(1);
  });
});

// SQS API reference, DeleteMessage.
describe('deletion', () => {
  it('works with an earlier handle too, and again with the last one', async () => {
    const { clock, sqs, create, send, receive } = setUp();
    await create();
    await send();
    const [stale] = await receive();
    clock.advance(30_000);
    const [fresh] = await receive();
    await sqs('DeleteMessage', { ReceiptHandle: stale!.ReceiptHandle });
    await sqs('DeleteMessage', { ReceiptHandle: fresh!.ReceiptHandle });
    clock.advance(30_000);
    expect(await receive()).toEqual([]);
  });

  it('works with the last handle after the time-out is over', async () => {
    const { clock, sqs, create, send, receive } = setUp();
    await create();
    await send();
    const { ReceiptHandle } = (await receive())[0]!;
    clock.advance(60_000);
    await sqs('DeleteMessage', { ReceiptHandle });
    expect(await receive()).toEqual([]);
  });

  it('refuses what is no handle', async () => {
    const { sqs, create } = setUp();
    await create();
    await expect(sqs('DeleteMessage', { ReceiptHandle: 'nonsense' })).rejects.toMatchObject({
      code: 'ReceiptHandleIsInvalid',
      message: 'The input receipt handle "nonsense" is not a valid receipt handle.',
    });
  });
});

// SQS developer guide, "Amazon SQS short and long polling".
describe('long polling', () => {
  it('is woken by a message', async () => {
    const { create, send, receive } = setUp();
    await create();
    const waiting = receive({ WaitTimeSeconds: 20 });
    await send('late');
    expect((await waiting).map(({ Body }) => Body)).toEqual(['late']);
  });

  it('is woken by a message whose delay or time-out is over', async () => {
    const { clock, create, send, receive } = setUp();
    await create();
    await send('delayed', { DelaySeconds: 5 });
    const waiting = receive({ WaitTimeSeconds: 20 });
    clock.advance(5_000);
    expect(await waiting).toHaveLength(1);
  });

  it('ends with nothing when its time is over', async () => {
    const { clock, create, receive } = setUp();
    await create({ ReceiveMessageWaitTimeSeconds: '20' });
    const waiting = receive();
    clock.advance(20_000);
    expect(await waiting).toEqual([]);
  });

  it('gives each message to one of those who wait', async () => {
    const { clock, create, send, receive } = setUp();
    await create();
    const waiting = [receive({ WaitTimeSeconds: 20 }), receive({ WaitTimeSeconds: 20 })];
    await send('one');
    clock.advance(20_000);
    expect((await Promise.all(waiting)).map(({ length }) => length)).toEqual([1, 0]);
  });

  it('leaves nothing waiting when the queue is closed', async () => {
    const { cloud, create, receive } = setUp();
    await create();
    const waiting = receive({ WaitTimeSeconds: 20 });
    await cloud.stop();
    expect(await waiting).toEqual([]);
  });
});

// SQS developer guide, "Using dead-letter queues in Amazon SQS".
describe('the dead-letter queue', () => {
  async function withDeadLetters() {
    const world = setUp();
    await world.create({}, 'dead');
    const deadLetterTargetArn = world.cloud.arn('sqs', 'dead');
    await world.create({ RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount: '2' }) });
    return world;
  }

  it('gets a message that was received too often, with its id, its body and the name of its queue', async () => {
    const { clock, cloud, send, receive } = await withDeadLetters();
    await send('poison');
    const [first] = await receive();
    clock.advance(30_000);
    await receive();
    clock.advance(30_000);
    expect(await receive()).toEqual([]);
    const [dead] = await receive({ QueueUrl: 'dead' });
    expect(dead).toMatchObject({ MessageId: first!.MessageId, Body: 'poison' });
    expect(dead!.Attributes).toMatchObject({
      ApproximateReceiveCount: '3',
      DeadLetterQueueSourceArn: cloud.arn('sqs', 'queue'),
      SentTimestamp: first!.Attributes.SentTimestamp,
    });
  });

  it('lists the queues that use it', async () => {
    const { cloud } = await withDeadLetters();
    expect(await cloud.call('sqs', 'ListDeadLetterSourceQueues', { QueueUrl: 'dead' })).toMatchObject({
      queueUrls: ['http://127.0.0.1:4566/000000000000/queue'],
    });
  });

  it('must be there', async () => {
    const { create, cloud } = setUp();
    const policy = { deadLetterTargetArn: cloud.arn('sqs', 'nobody'), maxReceiveCount: 5 };
    await expect(create({ RedrivePolicy: JSON.stringify(policy) })).rejects.toMatchObject({
      code: 'InvalidParameterValueException',
    });
  });

  it('may keep a source out', async () => {
    const { create, cloud } = setUp();
    await create({ RedriveAllowPolicy: '{"redrivePermission":"denyAll"}' }, 'dead');
    const policy = { deadLetterTargetArn: cloud.arn('sqs', 'dead'), maxReceiveCount: 5 };
    await expect(create({ RedrivePolicy: JSON.stringify(policy) })).rejects.toThrow(/does not allow/);
  });
});

describe('a queue', () => {
  it('drops a message when its retention is over', async () => {
    const { clock, create, send, receive } = setUp();
    await create({ MessageRetentionPeriod: '60' });
    await send();
    clock.advance(60_000);
    expect(await receive()).toEqual([]);
  });

  it('drops what is too old though it was hidden meanwhile', async () => {
    const { sqs, create, send, receive, clock } = setUp();
    await create({ MessageRetentionPeriod: '60' });
    await send();
    const { ReceiptHandle } = (await receive())[0]!;
    await sqs('ChangeMessageVisibility', { ReceiptHandle, VisibilityTimeout: 0 });
    clock.advance(60_000);
    expect(await receive()).toEqual([]);
  });

  it('does not count a delivery that cannot be kept', async () => {
    const store = createStore();
    const { create, send, receive } = setUp(store);
    await create();
    await send();
    jest.spyOn(store.map('sqs-deliveries'), 'set').mockImplementationOnce(() => {
      throw new NotKeptError('ENOSPC');
    });
    await expect(receive()).rejects.toThrow(NotKeptError);
    expect(await receive()).toMatchObject([{ Attributes: { ApproximateReceiveCount: '1' } }]);
  });

  it('counts what is visible, in flight and delayed', async () => {
    const { sqs, create, send, receive } = setUp();
    await create();
    await send();
    await send();
    await send('later', { DelaySeconds: 10 });
    await receive({ MaxNumberOfMessages: 1 });
    const { Attributes } = await sqs<{ Attributes: object }>('GetQueueAttributes', {
      AttributeNames: ['All'],
    });
    expect(Attributes).toMatchObject({
      ApproximateNumberOfMessages: '1',
      ApproximateNumberOfMessagesNotVisible: '1',
      ApproximateNumberOfMessagesDelayed: '1',
    });
  });

  it('is purged at once and only once a minute', async () => {
    const { clock, sqs, create, send, receive } = setUp();
    await create();
    await send();
    await sqs('PurgeQueue', {});
    expect(await receive()).toEqual([]);
    await expect(sqs('PurgeQueue', {})).rejects.toMatchObject({ code: 'PurgeQueueInProgress', status: 403 });
    clock.advance(60_000);
    await sqs('PurgeQueue', {});
  });

  it('is made again with the same attributes, and refused with others', async () => {
    const { create } = setUp();
    const { QueueUrl } = await create({ DelaySeconds: '1' });
    expect(QueueUrl).toBe('http://127.0.0.1:4566/000000000000/queue');
    expect(await create({ DelaySeconds: '1' })).toEqual({ QueueUrl });
    await expect(create({ DelaySeconds: '2' })).rejects.toMatchObject({ code: 'QueueNameExists' });
  });

  it('keeps its name for a minute after it is deleted', async () => {
    const { clock, sqs, create } = setUp();
    await create();
    await sqs('DeleteQueue', {});
    await expect(create()).rejects.toMatchObject({ code: 'QueueDeletedRecently' });
    clock.advance(60_000);
    await create();
  });

  it.each([
    ['fifo.fifo', {}],
    ['queue', { FifoQueue: 'true' }],
  ])('is not made as FIFO: "%s"', async (name, attributes) => {
    await expect(setUp().create(attributes as Record<string, string>, name)).rejects.toThrow(/FIFO/);
  });

  it('refuses unknown attributes, and values out of range, by name', async () => {
    const { create } = setUp();
    await expect(create({ Colour: 'red' })).rejects.toThrow('Unknown Attribute Colour.');
    await expect(create({ VisibilityTimeout: '43201' })).rejects.toThrow(/VisibilityTimeout/);
  });

  it('is found by a URL of any host', async () => {
    const { sqs, create, receive } = setUp();
    await create();
    await sqs('SendMessage', { QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/1/queue', MessageBody: 'x' });
    expect(await receive()).toHaveLength(1);
    await expect(sqs('SendMessage', { QueueUrl: 'http://h/1/none', MessageBody: 'x' })).rejects.toMatchObject(
      {
        code: 'QueueDoesNotExist',
      },
    );
  });

  it('comes back with its messages, their counts and their time-outs', async () => {
    const store = createStore();
    const before = setUp(store);
    await before.create();
    await before.send('kept');
    const [first] = await before.receive();
    const after = setUp(store);
    expect(await after.receive()).toEqual([]);
    after.clock.advance(30_000);
    const [again] = await after.receive();
    expect(again!.MessageId).toBe(first!.MessageId);
    expect(again!.Attributes.ApproximateReceiveCount).toBe('2');
  });
});

// SQS developer guide, "Amazon SQS message quotas".
describe('a message', () => {
  it('may have as many bytes as the queue allows, attributes counted', async () => {
    const { create, send } = setUp();
    await create({ MaximumMessageSize: '1024' });
    const MessageAttributes = { ab: { DataType: 'String', StringValue: 'ü' } };
    await send('x'.repeat(1024 - 10), { MessageAttributes });
    await expect(send('x'.repeat(1024 - 9), { MessageAttributes })).rejects.toThrow(
      'One or more parameters are invalid. Reason: Message must be shorter than 1024 bytes.',
    );
  });

  it.each(['\u0000', 'a\u000bb', '\ufffe', '\ud800'])(
    'may not hold a character outside of XML',
    async (body) => {
      const { create, send } = setUp();
      await create();
      await expect(send(body)).rejects.toMatchObject({ code: 'InvalidMessageContents' });
    },
  );

  it('must not be empty', async () => {
    const { create, send } = setUp();
    await create();
    await expect(send('')).rejects.toThrow('The request must contain the parameter MessageBody.');
  });

  it('shows the attributes that are asked for, and their digest', async () => {
    const { create, send, receive } = setUp();
    await create();
    const text = (StringValue: string) => ({ DataType: 'String', StringValue });
    await send('x', {
      MessageAttributes: { 'user.id': text('1'), 'user.name': text('n'), other: text('o') },
    });
    const seen = async (MessageAttributeNames: string[]) => {
      const [message] = (await receive({ MessageAttributeNames, VisibilityTimeout: 0 })) as object[];
      return Object.keys((message as { MessageAttributes?: object }).MessageAttributes ?? {});
    };
    expect(await seen([])).toEqual([]);
    expect(await seen(['All'])).toEqual(['user.id', 'user.name', 'other']);
    expect(await seen(['user.*'])).toEqual(['user.id', 'user.name']);
    expect(await seen(['other', 'none'])).toEqual(['other']);
  });

  it('carries bytes from within the process and from the wire alike', async () => {
    const { create, send, receive } = setUp();
    await create();
    for (const BinaryValue of [new Uint8Array([1, 2, 255]), 'AQL/'])
      await send('x', { MessageAttributes: { bytes: { DataType: 'Binary', BinaryValue } } });
    const messages = (await receive({ MessageAttributeNames: ['All'] })) as unknown as {
      MessageAttributes: { bytes: { BinaryValue: Uint8Array } };
      MD5OfMessageAttributes: string;
    }[];
    expect(messages.map(({ MessageAttributes }) => [...MessageAttributes.bytes.BinaryValue])).toEqual([
      [1, 2, 255],
      [1, 2, 255],
    ]);
    expect(messages[0]!.MD5OfMessageAttributes).toBe(messages[1]!.MD5OfMessageAttributes);
  });

  it.each([
    [{ 'AWS.x': { DataType: 'String', StringValue: 'x' } }, /reserved/],
    [{ x: { DataType: 'Text', StringValue: 'x' } }, /type/],
    [{ x: { DataType: 'String', StringValue: '' } }, /non-empty value of type 'String'/],
    [{ x: { DataType: 'Number', StringValue: 'one' } }, /number/],
  ])('is refused for its attributes %j', async (MessageAttributes, why) => {
    const { create, send } = setUp();
    await create();
    await expect(send('x', { MessageAttributes })).rejects.toThrow(why);
  });
});

// SQS API reference, SendMessageBatch.
describe('a batch', () => {
  it('fails entry by entry', async () => {
    const { sqs, create, receive } = setUp();
    await create();
    const answer = await sqs('SendMessageBatch', {
      Entries: [
        { Id: 'good', MessageBody: 'x' },
        { Id: 'bad', MessageBody: '\u0001' },
      ],
    });
    expect(answer).toMatchObject({
      Successful: [{ Id: 'good', MD5OfMessageBody: '9dd4e461268c8034f5c8564e155c67a6' }],
      Failed: [{ Id: 'bad', SenderFault: true, Code: 'InvalidMessageContents' }],
    });
    expect(await receive()).toHaveLength(1);
  });

  it.each([
    ['EmptyBatchRequest', []],
    [
      'TooManyEntriesInBatchRequest',
      Array.from({ length: 11 }, (_, index) => ({ Id: `${index}`, MessageBody: 'x' })),
    ],
    ['BatchEntryIdsNotDistinct', [1, 2].map(() => ({ Id: 'same', MessageBody: 'x' }))],
    ['InvalidBatchEntryId', [{ Id: 'a b', MessageBody: 'x' }]],
    ['BatchRequestTooLong', [1, 2].map((id) => ({ Id: `${id}`, MessageBody: 'x'.repeat(600_000) }))],
  ])('is refused whole as %s', async (code, Entries) => {
    const { sqs, create } = setUp();
    await create();
    await expect(sqs('SendMessageBatch', { Entries })).rejects.toMatchObject({ code });
  });

  it('deletes and hides by handle', async () => {
    const { clock, sqs, create, send, receive } = setUp();
    await create();
    for (const body of ['a', 'b']) await send(body);
    const [a, b] = await receive();
    const entry = (Id: string, ReceiptHandle: string) => ({ Id, ReceiptHandle });
    await sqs('DeleteMessageBatch', { Entries: [entry('a', a!.ReceiptHandle)] });
    await sqs('ChangeMessageVisibilityBatch', {
      Entries: [{ ...entry('b', b!.ReceiptHandle), VisibilityTimeout: 100 }],
    });
    clock.advance(99_999);
    expect(await receive()).toEqual([]);
    clock.advance(1);
    expect((await receive()).map(({ Body }) => Body)).toEqual(['b']);
  });
});

it.each([
  ['MaxNumberOfMessages', 11],
  ['MaxNumberOfMessages', 0],
  ['WaitTimeSeconds', 21],
  ['VisibilityTimeout', -1],
])('refuses to receive with %s %i', async (name, value) => {
  const { create, receive } = setUp();
  await create();
  await expect(receive({ [name]: value })).rejects.toThrow(
    `Value ${value} for parameter ${name} is invalid.`,
  );
});

it('keeps tags', async () => {
  const { sqs, create } = setUp();
  await create();
  await sqs('TagQueue', { Tags: { a: '1', b: '2' } });
  await sqs('UntagQueue', { TagKeys: ['a'] });
  expect(await sqs('ListQueueTags', {})).toEqual({ Tags: { b: '2' } });
});

it('lists queues by prefix, page by page', async () => {
  const { cloud, create } = setUp();
  for (const name of ['a1', 'a2', 'a3', 'b1']) await create({}, name);
  interface Page {
    QueueUrls: string[];
    NextToken?: string;
  }
  const list = (input: object) => cloud.call<Page>('sqs', 'ListQueues', { QueueNamePrefix: 'a', ...input });
  const first = await list({ MaxResults: 2 });
  const second = await list({ MaxResults: 2, NextToken: first.NextToken });
  const names = [...first.QueueUrls, ...second.QueueUrls].map((url) => url.split('/').at(-1));
  expect(names).toEqual(['a1', 'a2', 'a3']);
  expect(second.NextToken).toBeUndefined();
});

describe('AWS::SQS::Queue', () => {
  it('is made with a policy written as an object, and adopted by the next start', async () => {
    const { cloud, clock, sqs, create, send, receive } = setUp();
    await create({}, 'dead');
    const properties = {
      QueueName: 'queue',
      VisibilityTimeout: 100,
      RedrivePolicy: { deadLetterTargetArn: cloud.arn('sqs', 'dead'), maxReceiveCount: 3 },
    };
    const resource = { logicalId: 'Queue', type: 'AWS::SQS::Queue', physicalName: 'stack-Queue', properties };
    const make = (more: object) =>
      cloud.resource('sqs', resource.type).create({ ...resource, properties: { ...properties, ...more } });
    expect(await make({})).toMatchObject({
      ref: 'http://127.0.0.1:4566/000000000000/queue',
      attributes: { Arn: cloud.arn('sqs', 'queue'), QueueName: 'queue' },
    });
    await send('kept');
    await make({ VisibilityTimeout: 7 });
    expect(await receive()).toHaveLength(1);
    clock.advance(7_000);
    expect(await receive()).toHaveLength(1);
    expect(await sqs('GetQueueAttributes', { AttributeNames: ['RedrivePolicy'] })).toEqual({
      Attributes: { RedrivePolicy: JSON.stringify(properties.RedrivePolicy) },
    });
  });
});
