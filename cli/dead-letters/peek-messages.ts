import { type Message, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Session } from '../session';
import { BATCH, HIDDEN_SECONDS, showAgain } from './show-again';

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
