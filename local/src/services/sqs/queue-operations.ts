import { page } from '../../kernel/page';
import type { Queues } from './queues';
import { invalidParameter, missingParameter } from './sqs-error';

interface ListInput {
  readonly QueueNamePrefix?: string;
  readonly MaxResults?: number;
  readonly NextToken?: string;
}

export function deleteQueue(queues: Queues, { QueueUrl }: { readonly QueueUrl?: string }): void {
  queues.delete(queues.byUrl(QueueUrl));
}

export function getQueueUrl(queues: Queues, { QueueName }: { readonly QueueName?: string }) {
  if (!QueueName) throw missingParameter('QueueName');
  return { QueueUrl: queues.url(queues.byUrl(QueueName)) };
}

/** Without MaxResults up to 1,000 and no token. (SQS API reference, ListQueues) */
export function listQueues(queues: Queues, { QueueNamePrefix = '', MaxResults, NextToken }: ListInput) {
  if (MaxResults !== undefined && !(MaxResults >= 1 && MaxResults <= 1000))
    throw invalidParameter('MaxResults', MaxResults, 'MaxResults must be an integer between 1 and 1000.');
  const found = queues.all().filter(({ name }) => name.startsWith(QueueNamePrefix));
  const { items, ...next } = page(found, MaxResults ?? 1000, NextToken, () =>
    invalidParameter('NextToken', NextToken, 'The NextToken is not valid.'),
  );
  if (items.length === 0) return {};
  return { QueueUrls: items.map((queue) => queues.url(queue)), ...(MaxResults !== undefined && next) };
}
