import {
  ChangeMessageVisibilityBatchCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { Session } from '../session';

/** For so long a message that is looked at stays hidden if this program is killed meanwhile. */
const HIDDEN_SECONDS = 60;
/** The most that SQS hands out, or takes, at once. */
const BATCH = 10;

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

async function showAgain(sqs: SQSClient, QueueUrl: string, messages: readonly Message[]): Promise<void> {
  for (let at = 0; at < messages.length; at += BATCH) {
    const Entries = messages.slice(at, at + BATCH).map(({ ReceiptHandle }, index) => ({
      Id: String(index),
      ReceiptHandle,
      VisibilityTimeout: 0,
    }));
    await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }));
  }
}
