import {
  ChangeMessageVisibilityBatchCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { Session } from '../aws/session';

/** The most that SQS hands out, or takes, at once. */
export const BATCH = 10;

/** For so long a received message stays hidden if this program is killed meanwhile. */
export const HIDDEN_SECONDS = 60;

/** How many messages a queue holds, as SQS guesses: its figures may be a minute old. */
export interface MessageCount {
  readonly queueArn: string;
  /** Those that a receiver would get. */
  readonly visible: number;
  /** Those that somebody received and neither deleted nor gave back yet. */
  readonly lookedAt: number;
}

export async function countMessages(session: Session, QueueUrl: string): Promise<MessageCount> {
  const command = new GetQueueAttributesCommand({
    QueueUrl,
    AttributeNames: ['QueueArn', 'ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
  });
  const { Attributes = {} } = await session.client(SQSClient).send(command);
  return {
    queueArn: Attributes.QueueArn ?? '',
    visible: Number(Attributes.ApproximateNumberOfMessages),
    lookedAt: Number(Attributes.ApproximateNumberOfMessagesNotVisible),
  };
}

/** Looks at up to so many messages of a queue and leaves all of them in it, visible again. */
export async function peekMessages(session: Session, QueueUrl: string, limit: number): Promise<Message[]> {
  const sqs = session.client(SQSClient);
  const seen = new Map<string, Message>();
  try {
    while (seen.size < limit) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl,
          MaxNumberOfMessages: Math.min(BATCH, limit - seen.size),
          VisibilityTimeout: HIDDEN_SECONDS,
          MessageSystemAttributeNames: ['All'],
          MessageAttributeNames: ['All'],
          // Asks all of SQS's servers; a short poll may overlook messages.
          WaitTimeSeconds: 1,
        }),
      );
      if (Messages.length === 0) break;
      for (const message of Messages) seen.set(message.MessageId ?? '', message);
    }
  } finally {
    await showAgain(sqs, QueueUrl, [...seen.values()]);
  }
  return [...seen.values()];
}

/** Gives received messages back to their queue, so that the next one who looks sees them. */
export async function showAgain(
  sqs: SQSClient,
  QueueUrl: string,
  messages: readonly Message[],
): Promise<void> {
  for (let at = 0; at < messages.length; at += BATCH) {
    const Entries = messages.slice(at, at + BATCH).map(({ ReceiptHandle }, index) => ({
      Id: String(index),
      ReceiptHandle,
      VisibilityTimeout: 0,
    }));
    await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }));
  }
}
