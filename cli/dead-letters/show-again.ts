import { ChangeMessageVisibilityBatchCommand, type Message, type SQSClient } from '@aws-sdk/client-sqs';

/** The most that SQS hands out, or takes, at once. */
export const BATCH = 10;

/** For so long a received message stays hidden if this program is killed meanwhile. */
export const HIDDEN_SECONDS = 60;

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
