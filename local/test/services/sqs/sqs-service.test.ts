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
});

// SQS developer guide, "Amazon SQS short and long polling".
describe('long polling', () => {
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

  it('keeps its name for a minute after it is deleted', async () => {
    const { clock, sqs, create } = setUp();
    await create();
    await sqs('DeleteQueue', {});
    await expect(create()).rejects.toMatchObject({ code: 'QueueDeletedRecently' });
    clock.advance(60_000);
    await create();
  });

  it.each([
    ['CreateQueue', { QueueName: 'queue.fifo' }, 'FIFO queues ("queue.fifo")'],
    ['CreateQueue', { QueueName: 'other', Attributes: { FifoQueue: 'true' } }, 'FIFO queues'],
    [
      'CreateQueue',
      { QueueName: 'other', Attributes: { KmsMasterKeyId: 'k' } },
      'the queue attribute KmsMasterKeyId',
    ],
    ['CreateQueue', { QueueName: 'other', tags: { a: '1' } }, 'tags of queues'],
    [
      'SetQueueAttributes',
      { Attributes: { RedriveAllowPolicy: '{}' } },
      'the queue attribute RedriveAllowPolicy',
    ],
    ['SendMessage', { MessageBody: 'x', MessageGroupId: 'g' }, 'MessageGroupId of a message'],
    [
      'SendMessage',
      { MessageBody: 'x', MessageSystemAttributes: {} },
      'MessageSystemAttributes of a message',
    ],
    ['StartMessageMoveTask', { SourceArn: 'x', MaxNumberOfMessagesPerSecond: 1 }, 'a rate of move tasks'],
  ])('refuses by name what the local cloud does not do: %s %j', async (operation, input, message) => {
    const { sqs, create } = setUp();
    await create();
    await expect(sqs(operation, input)).rejects.toThrow(`The local cloud does not support ${message}`);
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
