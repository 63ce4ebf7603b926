import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Session } from '../session';

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
