import { createSqs } from '../../../src/services/sqs/sqs-service';
import { manualClock } from './manual-clock';
import { testCloud } from './test-cloud';

interface Task {
  Status: string;
  TaskHandle?: string;
  ApproximateNumberOfMessagesMoved: number;
  FailureReason?: string;
}

/** A dead-letter queue with messages that the queue has given up. */
async function setUp(bodies: string[]) {
  const clock = manualClock();
  const cloud = testCloud([createSqs], { clock });
  const sqs = <Output>(operation: string, input: object) => cloud.call<Output>('sqs', operation, input);
  const policy = { deadLetterTargetArn: cloud.arn('sqs', 'dead'), maxReceiveCount: 1 };
  await sqs('CreateQueue', { QueueName: 'dead' });
  await sqs('CreateQueue', { QueueName: 'queue', Attributes: { RedrivePolicy: JSON.stringify(policy) } });
  const receive = async (QueueUrl: string) => {
    const input = {
      QueueUrl,
      MaxNumberOfMessages: 10,
      MessageSystemAttributeNames: ['All'],
      VisibilityTimeout: 0,
    };
    const answer = await sqs<{
      Messages?: { MessageId: string; Body: string; Attributes: Record<string, string> }[];
    }>('ReceiveMessage', input);
    return answer.Messages ?? [];
  };
  for (const MessageBody of bodies) await sqs('SendMessage', { QueueUrl: 'queue', MessageBody });
  const sent = await receive('queue');
  await receive('queue');
  const SourceArn = cloud.arn('sqs', 'dead');
  const start = (more: object = {}) =>
    sqs<{ TaskHandle: string }>('StartMessageMoveTask', { SourceArn, ...more });
  const latest = async () =>
    (await sqs<{ Results: Task[] }>('ListMessageMoveTasks', { SourceArn })).Results[0]!;
  const ended = () => cloud.until(async () => (await latest()).Status !== 'RUNNING');
  return { clock, cloud, sqs, sent, receive, start, latest, ended };
}

// SQS API reference, StartMessageMoveTask.
describe('a move task', () => {
  it('puts messages back as new ones: new ids, never received, the same body', async () => {
    const { sent, receive, start, latest, ended } = await setUp(['a', 'b']);
    await start();
    await ended();
    expect(await latest()).toMatchObject({ Status: 'COMPLETED', ApproximateNumberOfMessagesMoved: 2 });
    const back = await receive('queue');
    expect(back.map(({ Body }) => Body)).toEqual(['a', 'b']);
    expect(back.map(({ Attributes }) => Attributes.ApproximateReceiveCount)).toEqual(['1', '1']);
    const ids = new Set([...sent, ...back].map(({ MessageId }) => MessageId));
    expect(ids.size).toBe(4);
    expect(await receive('dead')).toEqual([]);
  });

  it('may name another destination', async () => {
    const { cloud, sqs, receive, start, ended } = await setUp(['a']);
    await sqs('CreateQueue', { QueueName: 'other' });
    await start({ DestinationArn: cloud.arn('sqs', 'other') });
    await ended();
    expect(await receive('other')).toHaveLength(1);
  });

  it('keeps to its rate, runs alone, and can be cancelled', async () => {
    const { clock, sqs, start, latest, ended } = await setUp(['a', 'b', 'c']);
    const { TaskHandle } = await start({ MaxNumberOfMessagesPerSecond: 1 });
    expect((await latest()).ApproximateNumberOfMessagesMoved).toBe(1);
    await expect(start()).rejects.toThrow(/already a task running/);
    expect(await sqs('CancelMessageMoveTask', { TaskHandle })).toEqual({
      ApproximateNumberOfMessagesMoved: 1,
    });
    clock.advance(1000);
    await ended();
    expect(await latest()).toMatchObject({ Status: 'CANCELLED', ApproximateNumberOfMessagesMoved: 1 });
  });

  it('fails when the queue that gave a message up is gone', async () => {
    const { sqs, start, latest, ended, cloud } = await setUp(['a']);
    const policy = { deadLetterTargetArn: cloud.arn('sqs', 'dead'), maxReceiveCount: 1 };
    await sqs('CreateQueue', { QueueName: 'second', Attributes: { RedrivePolicy: JSON.stringify(policy) } });
    await sqs('DeleteQueue', { QueueUrl: 'queue' });
    await start();
    await ended();
    expect(await latest()).toMatchObject({
      Status: 'FAILED',
      FailureReason: 'AWS.SimpleQueueService.NonExistentQueue',
    });
  });

  it('needs a dead-letter queue', async () => {
    const { cloud, start } = await setUp([]);
    await expect(start({ SourceArn: cloud.arn('sqs', 'queue') })).rejects.toThrow(
      'Source queue must be configured as a Dead Letter Queue.',
    );
  });
});
