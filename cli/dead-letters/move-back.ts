import { setTimeout as sleep } from 'node:timers/promises';
import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ListMessageMoveTasksCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import type { Session } from '../session';

const PAUSE = 500;
const BATCH = 10;
const HIDDEN_SECONDS = 60;

/** Lets SQS move a dead-letter queue back to its source, and waits for the end. Answers how many messages that were. */
export async function redriveToSource(session: Session, QueueUrl: string): Promise<number> {
  const sqs = session.client(SQSClient);
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn', 'ApproximateNumberOfMessages'] }),
  );
  if (Attributes?.ApproximateNumberOfMessages === '0') return 0;
  const SourceArn = Attributes?.QueueArn;
  await sqs.send(new StartMessageMoveTaskCommand({ SourceArn }));
  for (;;) {
    const { Results = [] } = await sqs.send(new ListMessageMoveTasksCommand({ SourceArn, MaxResults: 1 }));
    const { Status = '', ApproximateNumberOfMessagesMoved = 0, FailureReason } = Results[0] ?? {};
    if (Status === 'COMPLETED') return ApproximateNumberOfMessagesMoved;
    if (Status === 'FAILED') throw new Error(`SQS could not move the messages: ${FailureReason}`);
    await sleep(PAUSE);
  }
}

/**
 * Moves messages one by one. SQS itself moves only from dead-letter queues of other queues (StartMessageMoveTask API page),
 * and EventBridge's is none. A message is deleted after it was sent: killed in between, it is delivered twice, never lost.
 */
export async function moveOneByOne(session: Session, from: string, to: string): Promise<number> {
  const sqs = session.client(SQSClient);
  for (let moved = 0; ;) {
    const messages = await receive(sqs, from);
    if (messages.length === 0) return moved;
    for (const { Body, ReceiptHandle } of messages) {
      await sqs.send(new SendMessageCommand({ QueueUrl: to, MessageBody: Body }));
      await sqs.send(new DeleteMessageCommand({ QueueUrl: from, ReceiptHandle }));
      moved++;
    }
  }
}

async function receive(sqs: SQSClient, QueueUrl: string): Promise<Message[]> {
  const query = {
    QueueUrl,
    MaxNumberOfMessages: BATCH,
    VisibilityTimeout: HIDDEN_SECONDS,
    WaitTimeSeconds: 1,
  };
  return (await sqs.send(new ReceiveMessageCommand(query))).Messages ?? [];
}
