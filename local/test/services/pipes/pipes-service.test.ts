import { createPipes } from '../../../src/services/pipes/pipes-service';
import { createSqs } from '../../../src/services/sqs/sqs-service';
import { manualClock } from '../sqs/manual-clock';
import { testCloud } from '../sqs/test-cloud';

interface PipeRecord {
  messageId: string;
  body: string;
  attributes: Record<string, string>;
}

const ROLE = 'arn:aws:iam::000000000000:role/pipe';
const MACHINE = 'arn:aws:states:us-east-1:000000000000:stateMachine:machine';

/** A pipe from a queue to a state machine whose answers the test gives. */
async function setUp(
  pipe: object = {},
  answer: (records: PipeRecord[]) => unknown = () => ({ status: 'SUCCEEDED' }),
) {
  const clock = manualClock();
  const cloud = testCloud([createSqs, createPipes], { clock });
  const inputs: PipeRecord[][] = [];
  cloud.fake('states', {
    StartSyncExecution: ({ input }: { input: string }) => {
      const records = JSON.parse(input) as PipeRecord[];
      inputs.push(records);
      return answer(records);
    },
  });
  await cloud.call('sqs', 'CreateQueue', { QueueName: 'queue', Attributes: { VisibilityTimeout: '30' } });
  const Source = cloud.arn('sqs', 'queue');
  const definition = { Name: 'pipe', Source, Target: MACHINE, RoleArn: ROLE, ...pipe };
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

  it('is STOPPING until what it has taken is done, and takes nothing more', async () => {
    let end = (): void => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    const { cloud, inputs, send } = await setUp(batchOf(1), async () => {
      await ended;
      return { status: 'SUCCEEDED' };
    });
    const state = async () =>
      (await cloud.call<{ CurrentState: string }>('pipes', 'DescribePipe', { Name: 'pipe' })).CurrentState;
    await send('first');
    await cloud.start();
    await cloud.until(() => inputs.length === 1);
    await cloud.call('pipes', 'StopPipe', { Name: 'pipe' });
    await send('second');
    expect(await state()).toBe('STOPPING');
    end();
    await cloud.until(async () => (await state()) === 'STOPPED');
    expect(inputs.flat().map(({ body }) => body)).toEqual(['first']);
    expect(await cloud.messageCount('queue')).toBe(1);
    await cloud.stop();
  });

  it('stays stopped when the cloud starts again', async () => {
    const { cloud, inputs, send } = await setUp({ DesiredState: 'STOPPED' });
    await send('x');
    await cloud.start();
    expect(await cloud.messageCount('queue')).toBe(1);
    expect(inputs).toEqual([]);
    await cloud.stop();
  });

  it('fails a batch whose report names an unknown message', async () => {
    // Lambda developer guide, "Reporting batch item failures"
    const output = '{"batchItemFailures":[{"itemIdentifier":"?"}]}';
    const { cloud, inputs, send } = await setUp({}, () => ({ status: 'SUCCEEDED', output }));
    await send('x');
    await cloud.start();
    await cloud.until(() => inputs.length === 1 && cloud.log.some((line) => line.includes('"?"')));
    expect(await cloud.messageCount('queue')).toBe(1);
    await cloud.stop();
  });
});

describe('a definition', () => {
  it.each([
    [{ Enrichment: 'arn:aws:lambda:us-east-1:000000000000:function:f' }, 'Enrichment of a pipe'],
    [{ EnrichmentParameters: {} }, 'EnrichmentParameters of a pipe'],
    [{ Source: 'arn:aws:kinesis:us-east-1:000000000000:stream/s' }, 'the source must be an SQS queue'],
    [{ Target: 'arn:aws:lambda:us-east-1:000000000000:function:f' }, 'the target must be a state machine'],
    [{ SourceParameters: { FilterCriteria: {} } }, 'SourceParameters.FilterCriteria'],
    [
      { SourceParameters: { SqsQueueParameters: { MaximumBatchingWindowInSeconds: 1 } } },
      'SqsQueueParameters.MaximumBatchingWindowInSeconds',
    ],
    [{ TargetParameters: { InputTemplate: '{}' } }, 'TargetParameters.InputTemplate'],
  ])('%j is refused by name', async (change, message) => {
    await expect(setUp(change)).rejects.toThrow(message);
  });

  it('comes from a template, twice', async () => {
    const { cloud } = await setUp();
    const properties = { Source: cloud.arn('sqs', 'queue'), Target: MACHINE, RoleArn: ROLE };
    const resource = { logicalId: 'P', type: 'AWS::Pipes::Pipe', physicalName: 'stack-P', properties };
    const make = () => cloud.resource('pipes', resource.type).create(resource);
    await make();
    expect(await make()).toMatchObject({
      ref: 'stack-P',
      attributes: { Arn: cloud.arn('pipes', 'pipe/stack-P') },
    });
  });
});
