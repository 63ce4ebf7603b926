import { createEvents } from '../../../src/services/events/events-service';
import { createPipes } from '../../../src/services/pipes/pipes-service';
import { createSqs } from '../../../src/services/sqs/sqs-service';
import { manualClock } from '../sqs/manual-clock';
import { testCloud } from '../sqs/test-cloud';

interface PipeRecord {
  messageId: string;
  body: string;
  attributes: Record<string, string>;
}

const MACHINE = 'arn:aws:states:us-east-1:000000000000:stateMachine:machine';

/** A pipe from a queue to a state machine whose answers the test gives. */
async function setUp(
  pipe: object = {},
  answer: (records: PipeRecord[]) => unknown = () => ({ status: 'SUCCEEDED' }),
) {
  const clock = manualClock();
  const cloud = testCloud([createSqs, createPipes, createEvents], { clock });
  const inputs: PipeRecord[][] = [];
  cloud.fake('states', {
    StartSyncExecution: ({ input }: { input: string }) => {
      const records = JSON.parse(input) as PipeRecord[];
      inputs.push(records);
      return answer(records);
    },
  });
  await cloud.call('sqs', 'CreateQueue', { QueueName: 'queue', Attributes: { VisibilityTimeout: '30' } });
  const definition = { Name: 'pipe', Source: cloud.arn('sqs', 'queue'), Target: MACHINE, ...pipe };
  await cloud.call('pipes', 'CreatePipe', definition);
  const send = (...bodies: string[]) =>
    cloud.call('sqs', 'SendMessageBatch', {
      QueueUrl: 'queue',
      Entries: bodies.map((MessageBody, index) => ({ Id: String(index), MessageBody })),
    });
  const emptied = () => cloud.until(async () => (await cloud.messageCount('queue')) === 0);
  return { cloud, clock, inputs, send, emptied };
}

const batchOf = (BatchSize: number) => ({ SourceParameters: { SqsQueueParameters: { BatchSize } } });

// EventBridge user guide, "Amazon SQS as a source in EventBridge Pipes".
describe('a pipe', () => {
  it('hands on a message as a list of one record and deletes it when the execution has succeeded', async () => {
    const { cloud, inputs, send, emptied } = await setUp(batchOf(1));
    await send('{"a":1}');
    await cloud.start();
    await emptied();
    await cloud.stop();
    expect(inputs).toHaveLength(1);
    expect(inputs[0]).toEqual([
      {
        messageId: expect.any(String) as string,
        receiptHandle: expect.any(String) as string,
        body: '{"a":1}',
        attributes: {
          ApproximateReceiveCount: '1',
          SentTimestamp: '1767225600000',
          SenderId: '000000000000',
          ApproximateFirstReceiveTimestamp: '1767225600000',
        },
        messageAttributes: {},
        md5OfBody: 'bb6cb5c68df4652941caf652a366f2d8',
        eventSource: 'aws:sqs',
        eventSourceARN: cloud.arn('sqs', 'queue'),
        awsRegion: 'us-east-1',
      },
    ]);
  });

  it.each([
    ['FAILED', () => ({ status: 'FAILED', error: 'E', cause: 'c' })],
    ['TIMED_OUT', () => ({ status: 'TIMED_OUT' })],
    [
      'refused',
      () => {
        throw new Error('refused');
      },
    ],
  ])(
    'leaves the message when the execution ended as %s, until its visibility time-out is over',
    async (_, end) => {
      let failing = true;
      const { cloud, clock, inputs, send, emptied } = await setUp(batchOf(1), () =>
        failing ? end() : { status: 'SUCCEEDED' },
      );
      await send('x');
      await cloud.start();
      await cloud.until(() => inputs.length === 1);
      clock.advance(29_000);
      expect(await cloud.messageCount('queue')).toBe(1);
      failing = false;
      clock.advance(1_000);
      await emptied();
      await cloud.stop();
      expect(inputs.map(([record]) => record!.attributes.ApproximateReceiveCount)).toEqual(['1', '2']);
    },
  );

  it('works on several messages at once', async () => {
    let running = 0;
    let most = 0;
    const { cloud, send, emptied } = await setUp(batchOf(1), async () => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running--;
      return { status: 'SUCCEEDED' };
    });
    await send(...Array.from({ length: 10 }, (_, index) => `${index}`));
    await cloud.start();
    await emptied();
    await cloud.stop();
    expect(most).toBeGreaterThan(1);
  });

  // EventBridge user guide, "Pipes batching and concurrency", partial batch failures.
  it('keeps of a batch what the target names as failed', async () => {
    const { cloud, inputs, send } = await setUp(batchOf(10), (records) => ({
      status: 'SUCCEEDED',
      output: JSON.stringify({
        batchItemFailures: records
          .filter(({ body }) => body === 'bad')
          .map(({ messageId }) => ({ itemIdentifier: messageId })),
      }),
    }));
    await send('good', 'bad', 'fine');
    await cloud.start();
    await cloud.until(async () => (await cloud.messageCount('queue')) === 1);
    await cloud.stop();
    expect(inputs.flat().map(({ body }) => body)).toEqual(['good', 'bad', 'fine']);
  });

  // EventBridge user guide, "Event filtering in Amazon EventBridge Pipes": what does not match is deleted.
  it('deletes what no filter lets through', async () => {
    const FilterCriteria = { Filters: [{ Pattern: '{"body":{"kind":["wanted"]}}' }] };
    const { cloud, inputs, send, emptied } = await setUp({ SourceParameters: { FilterCriteria } });
    await send('{"kind":"wanted"}', '{"kind":"other"}', 'plain');
    await cloud.start();
    await emptied();
    await cloud.stop();
    expect(inputs.flat().map(({ body }) => body)).toEqual(['{"kind":"wanted"}']);
  });

  // EventBridge user guide, "Amazon EventBridge Pipes input transformation".
  it('fills its template in for each record', async () => {
    const InputTemplate = '{"id": <$.body.user.id>, "from": <aws.pipes.pipe-name>, "raw": "<$.messageId>"}';
    const { cloud, inputs, send, emptied } = await setUp({ TargetParameters: { InputTemplate } });
    await send('{"user":{"id":7}}');
    await cloud.start();
    await emptied();
    await cloud.stop();
    expect(inputs[0]).toEqual([
      { id: 7, from: 'pipe', raw: expect.stringMatching(/^[\da-f-]{36}$/) as string },
    ]);
  });

  it('waits for its batch to fill, no longer than its window', async () => {
    const SqsQueueParameters = { BatchSize: 3, MaximumBatchingWindowInSeconds: 10 };
    const { cloud, clock, inputs, send, emptied } = await setUp({ SourceParameters: { SqsQueueParameters } });
    await cloud.start();
    await send('a');
    await cloud.until(async () => (await notVisible(cloud)) === 1);
    expect(inputs).toEqual([]);
    clock.advance(10_000);
    await emptied();
    await cloud.stop();
    expect(inputs.map((records) => records.length)).toEqual([1]);
  });

  it('takes nothing while it is stopped', async () => {
    const { cloud, inputs, send, emptied } = await setUp({ DesiredState: 'STOPPED' });
    await cloud.start();
    await send('x');
    expect(await cloud.call('pipes', 'DescribePipe', { Name: 'pipe' })).toMatchObject({
      CurrentState: 'STOPPED',
    });
    expect(inputs).toEqual([]);
    await cloud.call('pipes', 'StartPipe', { Name: 'pipe' });
    await emptied();
    await cloud.call('pipes', 'StopPipe', { Name: 'pipe' });
    await send('y');
    expect(inputs).toHaveLength(1);
    await cloud.stop();
  });

  it('starts an execution without waiting when it is told to', async () => {
    const InvocationType = 'FIRE_AND_FORGET';
    const TargetParameters = { StepFunctionStateMachineParameters: { InvocationType } };
    const { cloud, send, emptied } = await setUp({ TargetParameters });
    const started: object[] = [];
    cloud.fake('states', { StartExecution: (input: object) => started.push(input) });
    await send('x');
    await cloud.start();
    await emptied();
    await cloud.stop();
    expect(started).toHaveLength(1);
  });

  it('puts events on a bus and messages in a queue', async () => {
    const { cloud, send, emptied } = await setUp({
      Target: 'arn:aws:events:us-east-1:000000000000:event-bus/default',
    });
    await cloud.call('sqs', 'CreateQueue', { QueueName: 'second' });
    await cloud.call('sqs', 'CreateQueue', { QueueName: 'third' });
    const Pattern = '{"source":["Pipe pipe"],"detail-type":["Event from aws:sqs"]}';
    await cloud.call('events', 'PutRule', { Name: 'r', EventPattern: Pattern });
    await cloud.call('events', 'PutTargets', {
      Rule: 'r',
      Targets: [{ Id: 't', Arn: cloud.arn('sqs', 'second') }],
    });
    const target = { Source: cloud.arn('sqs', 'second'), Target: cloud.arn('sqs', 'third') };
    await cloud.call('pipes', 'CreatePipe', { Name: 'next', ...target });
    await send('x');
    await cloud.start();
    await emptied();
    await cloud.until(async () => (await cloud.messageCount('third')) === 1);
    await cloud.stop();
  });
});

// Lambda developer guide, "Reporting batch item failures"; EventBridge API reference, PipeTargetLambdaFunctionParameters.
describe('a pipe to a function', () => {
  it.each([
    ['answers', { Payload: Buffer.from('null') }, 0],
    ['throws', { FunctionError: 'Unhandled', Payload: Buffer.from('{"errorMessage":"no"}') }, 1],
    [
      'names an unknown message',
      { Payload: Buffer.from('{"batchItemFailures":[{"itemIdentifier":"?"}]}') },
      1,
    ],
  ])('that %s', async (_, answer, left) => {
    const { cloud, send } = await setUp({ Target: 'arn:aws:lambda:us-east-1:000000000000:function:f' });
    const calls: object[] = [];
    cloud.fake('lambda', {
      Invoke: (input: object) => {
        calls.push(input);
        return { StatusCode: 200, ...answer };
      },
    });
    await send('x');
    await cloud.start();
    await cloud.until(async () => calls.length === 1 && (await cloud.messageCount('queue')) === left);
    await cloud.stop();
    expect(calls[0]).toMatchObject({ InvocationType: 'RequestResponse' });
  });
});

describe('a definition', () => {
  it.each([
    [{ Enrichment: 'arn:aws:lambda:us-east-1:000000000000:function:f' }, 'Enrichment of a pipe'],
    [{ EnrichmentParameters: {} }, 'EnrichmentParameters of a pipe'],
    [{ Source: 'arn:aws:kinesis:us-east-1:000000000000:stream/s' }, 'the source must be an SQS queue'],
    [{ Target: 'arn:aws:ecs:us-east-1:000000000000:cluster/c' }, 'pipes to'],
    [{ SourceParameters: { KinesisStreamParameters: {} } }, 'SourceParameters.KinesisStreamParameters'],
    [batchOf(11), 'Maximum batch window in seconds must be greater than 0'],
    [batchOf(0), 'BatchSize must be 1 to 10000'],
    [{ SourceParameters: { FilterCriteria: { Filters: [{ Pattern: '[]' }] } } }, 'Filter is not an object'],
  ])('%j is refused', async (change, message) => {
    await expect(setUp(change)).rejects.toThrow(message);
  });

  it('is kept once by its name, updated, listed and deleted', async () => {
    const { cloud } = await setUp({ DesiredState: 'STOPPED' });
    const pipes = (operation: string, input: object) => cloud.call('pipes', operation, input);
    const Source = cloud.arn('sqs', 'queue');
    await expect(pipes('CreatePipe', { Name: 'pipe', Source, Target: MACHINE })).rejects.toMatchObject({
      code: 'ConflictException',
    });
    await pipes('UpdatePipe', { Name: 'pipe', Description: 'changed', Target: Source });
    expect(await pipes('DescribePipe', { Name: 'pipe' })).toMatchObject({
      Description: 'changed',
      Target: Source,
    });
    expect(await pipes('ListPipes', { NamePrefix: 'p' })).toMatchObject({
      Pipes: [{ Name: 'pipe', Source }],
    });
    await pipes('DeletePipe', { Name: 'pipe' });
    await expect(pipes('DescribePipe', { Name: 'pipe' })).rejects.toMatchObject({
      code: 'NotFoundException',
    });
  });

  it('comes from a template, twice', async () => {
    const { cloud } = await setUp();
    const properties = { Source: cloud.arn('sqs', 'queue'), Target: MACHINE, RoleArn: 'arn:role' };
    const resource = { logicalId: 'P', type: 'AWS::Pipes::Pipe', physicalName: 'stack-P', properties };
    const make = () => cloud.resource('pipes', resource.type).create(resource);
    await make();
    expect(await make()).toMatchObject({
      ref: 'stack-P',
      attributes: { Arn: cloud.arn('pipes', 'pipe/stack-P') },
    });
  });
});

async function notVisible(cloud: ReturnType<typeof testCloud>): Promise<number> {
  const AttributeNames = ['ApproximateNumberOfMessagesNotVisible'];
  const { Attributes } = await cloud.call<{ Attributes: Record<string, string> }>(
    'sqs',
    'GetQueueAttributes',
    {
      QueueUrl: 'queue',
      AttributeNames,
    },
  );
  return Number(Attributes.ApproximateNumberOfMessagesNotVisible);
}
