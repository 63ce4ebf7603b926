import { runBatch, type BatchEntry } from './batch';
import type { Queue } from './queue';
import type { Queues } from './queues';
import { checkVisibility } from './receive-message';
import { invalidParameter, missingParameter } from './sqs-error';

interface Change {
  readonly ReceiptHandle?: string;
  readonly VisibilityTimeout?: number;
}

export interface ChangeMessageVisibilityInput extends Change {
  readonly QueueUrl?: string;
}

export interface ChangeMessageVisibilityBatchInput {
  readonly QueueUrl?: string;
  readonly Entries?: readonly (BatchEntry & Change)[];
}

/** Sets anew how long a message stays hidden, counted from now; 0 gives it back at once. */
export function changeMessageVisibility(queues: Queues, input: ChangeMessageVisibilityInput): void {
  change(queues.byUrl(input.QueueUrl), input);
}

export function changeMessageVisibilityBatch(queues: Queues, input: ChangeMessageVisibilityBatchInput) {
  const queue = queues.byUrl(input.QueueUrl);
  return runBatch(input.Entries, 'ChangeMessageVisibilityBatchRequestEntry', (entry) => {
    change(queue, entry);
    return { Id: entry.Id };
  });
}

function change(queue: Queue, { ReceiptHandle, VisibilityTimeout }: Change): void {
  if (VisibilityTimeout === undefined) throw missingParameter('VisibilityTimeout');
  checkVisibility(Number(VisibilityTimeout));
  if (queue.hide(ReceiptHandle, Number(VisibilityTimeout) * 1000)) return;
  throw invalidParameter(
    'ReceiptHandle',
    ReceiptHandle,
    'Message does not exist or is not available for visibility timeout change.',
  );
}
