import { runBatch, type BatchEntry } from './batch';
import type { Queues } from './queues';

export interface DeleteMessageInput {
  readonly QueueUrl?: string;
  readonly ReceiptHandle?: string;
}

export interface DeleteMessageBatchInput {
  readonly QueueUrl?: string;
  readonly Entries?: readonly (BatchEntry & { readonly ReceiptHandle?: string })[];
}

/** Deletes by a handle; one of a message that is gone is no error. (SQS API reference, DeleteMessage) */
export function deleteMessage(queues: Queues, { QueueUrl, ReceiptHandle }: DeleteMessageInput): void {
  queues.byUrl(QueueUrl).delete(ReceiptHandle);
}

export function deleteMessageBatch(queues: Queues, { QueueUrl, Entries }: DeleteMessageBatchInput) {
  const queue = queues.byUrl(QueueUrl);
  return runBatch(Entries, 'DeleteMessageBatchRequestEntry', ({ Id, ReceiptHandle }) => {
    queue.delete(ReceiptHandle);
    return { Id };
  });
}
