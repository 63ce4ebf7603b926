import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ListMessageMoveTasksCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { contractCloud, unique } from './contract-cloud';
import { eventually } from './eventually';

const cloud = contractCloud();
let sqs: SQSClient;

beforeAll(() => {
  sqs = new SQSClient(cloud.config);
});

async function queue(Attributes: Record<string, string> = {}) {
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: unique('dlq'), Attributes }));
  cloud.afterwards(() => sqs.send(new DeleteQueueCommand({ QueueUrl })));
  const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] });
  const arn = (await sqs.send(asked)).Attributes?.QueueArn ?? '';
  return { url: QueueUrl, arn };
}

async function pair(maxReceiveCount = 1) {
  const dead = await queue();
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount });
  return { dead, source: await queue({ RedrivePolicy, VisibilityTimeout: '0' }) };
}

async function receive(QueueUrl: string) {
  const input = { QueueUrl, MessageSystemAttributeNames: ['All' as const], WaitTimeSeconds: 3 };
  return (await sqs.send(new ReceiveMessageCommand(input))).Messages?.[0];
}

async function dieing(source: { url: string }, dead: { url: string }) {
  const sent = await sqs.send(new SendMessageCommand({ QueueUrl: source.url, MessageBody: 'body' }));
  const died = await eventually(async () => {
    await receive(source.url);
    return receive(dead.url);
  }, 60);
  return { sent, died };
}

describe('a dead-letter queue', () => {
  it('gets a message that was received more often than maxReceiveCount, with its id and where it came from', async () => {
    // Developer guide, "Using dead-letter queues in Amazon SQS"
    const { dead, source } = await pair();
    const { sent, died } = await dieing(source, dead);
    expect(died).toMatchObject({
      Body: 'body',
      MessageId: sent.MessageId,
      Attributes: { DeadLetterQueueSourceArn: source.arn, ApproximateReceiveCount: '2' },
    });
  });

  it.each([
    ['names no queue', { maxReceiveCount: 3 }],
    ['has no count', { deadLetterTargetArn: 'arn:aws:sqs:us-east-1:000000000000:x' }],
    ['counts to 0', { deadLetterTargetArn: 'self', maxReceiveCount: 0 }],
    ['counts beyond 1000', { deadLetterTargetArn: 'self', maxReceiveCount: 1001 }],
  ])('is refused by a policy that %s', async (_what, policy) => {
    // API reference, SetQueueAttributes, RedrivePolicy
    const { url, arn } = await queue();
    const RedrivePolicy = JSON.stringify(policy).replace('self', arn);
    const call = sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: { RedrivePolicy } }));
    await expect(call).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  });

  it('that is not there is refused', async () => {
    const { url, arn } = await queue();
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: `${arn}-none`, maxReceiveCount: 3 });
    const call = sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: { RedrivePolicy } }));
    await expect(call).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  });
});

describe('a move task', () => {
  it('sends the messages to a queue that it names with new ids and a new count', async () => {
    // Developer guide, "Configure a dead-letter queue redrive": a redriven message is a new message
    const { dead, source } = await pair(5);
    const sent = await sqs.send(new SendMessageCommand({ QueueUrl: dead.url, MessageBody: 'again' }));
    const start = { SourceArn: dead.arn, DestinationArn: source.arn };
    const { TaskHandle } = await sqs.send(new StartMessageMoveTaskCommand(start));
    expect(TaskHandle).toBeTruthy();
    const message = await eventually(() => receive(source.url), 60);
    expect(message).toMatchObject({ Body: 'again', Attributes: { ApproximateReceiveCount: '1' } });
    expect(message.MessageId).not.toBe(sent.MessageId);
    const task = await eventually(async () => {
      const listed = await sqs.send(new ListMessageMoveTasksCommand({ SourceArn: dead.arn }));
      return listed.Results?.find(({ Status }) => Status === 'COMPLETED');
    }, 60);
    expect(task).toMatchObject({ ApproximateNumberOfMessagesMoved: 1, SourceArn: dead.arn });
  });

  it('sends each message back to where it came from, when it names no queue', async () => {
    const { dead, source } = await pair();
    const { died } = await dieing(source, dead);
    await cloud.wait(30);
    await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: dead.arn }));
    const message = await eventually(() => receive(source.url), 60);
    expect(message).toMatchObject({ Body: 'body', Attributes: { ApproximateReceiveCount: '1' } });
    expect(message.MessageId).not.toBe(died.MessageId);
    expect(message.Attributes).not.toHaveProperty('DeadLetterQueueSourceArn');
  }, 200_000);

  it('is listed among up to ten', async () => {
    const { dead } = await pair();
    const list = (MaxResults: number) =>
      sqs.send(new ListMessageMoveTasksCommand({ SourceArn: dead.arn, MaxResults }));
    expect((await list(10)).Results ?? []).toEqual([]);
    await expect(list(11)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  });

  it("begins at a queue that is some queue's dead-letter queue only", async () => {
    // API reference, StartMessageMoveTask
    const { arn } = await queue();
    await expect(sqs.send(new StartMessageMoveTaskCommand({ SourceArn: arn }))).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    });
  });

  it('for a queue that is not there is refused', async () => {
    const SourceArn = `arn:aws:sqs:${cloud.region}:${cloud.accountId}:contract-none`;
    await expect(sqs.send(new StartMessageMoveTaskCommand({ SourceArn }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
});
