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
import { UserError } from '../user-error';

const PAUSE = 500;
const BATCH = 10;
const HIDDEN_SECONDS = 60;

/** Lets SQS move all messages of a queue's dead-letter queue, and waits for the end. Answers how many those were. */
export async function redriveByTask(session: Session, from: string, to: string): Promise<number> {
  const sqs = session.client(SQSClient);
  const source = await attributesOf(sqs, from);
  if (source.ApproximateNumberOfMessages === '0') return 0;
  const SourceArn = source.QueueArn;
  // Named, for a message that somebody put there by hand has no source of its own.
  const { QueueArn: DestinationArn } = await attributesOf(sqs, to);
  await sqs.send(new StartMessageMoveTaskCommand({ SourceArn, DestinationArn }));
  for (;;) {
    const { Results = [] } = await sqs.send(new ListMessageMoveTasksCommand({ SourceArn, MaxResults: 1 }));
    const { Status = '', ApproximateNumberOfMessagesMoved = 0, FailureReason } = Results[0] ?? {};
    if (Status === 'COMPLETED') return ApproximateNumberOfMessagesMoved;
    if (Status !== 'RUNNING') throw notMoved(`${Status} ${FailureReason ?? ''}`.trim());
    await sleep(PAUSE);
  }
}

async function attributesOf(sqs: SQSClient, QueueUrl: string) {
  const AttributeNames = ['QueueArn', 'ApproximateNumberOfMessages'] as const;
  const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...AttributeNames] });
  return (await sqs.send(command)).Attributes ?? {};
}

function notMoved(given: string): UserError {
  return new UserError({
    where: 'dead-letters redrive',
    what: 'SQS did not move every message',
    given,
    fix: 'Those that it did not move are still there: npx registrar dead-letters',
  });
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
