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
  it('runs alone at a queue', async () => {
    const { cloud, sqs, start, latest, ended } = await setUp([]);
    const DestinationArn = cloud.arn('sqs', 'queue');
    for (let count = 0; count < 200; count++)
      await sqs('SendMessage', { QueueUrl: 'dead', MessageBody: 'x' });
    await start({ DestinationArn });
    expect(await latest()).toMatchObject({ Status: 'RUNNING', ApproximateNumberOfMessagesToMove: 200 });
    await expect(start({ DestinationArn })).rejects.toThrow(/already a task running/);
    await ended();
    expect(await latest()).toMatchObject({ Status: 'COMPLETED', ApproximateNumberOfMessagesMoved: 200 });
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
});
