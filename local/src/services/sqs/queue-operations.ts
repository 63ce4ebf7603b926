import { page } from '../../kernel/page';
import type { Queue } from './queue';
import { redrivePolicy } from './queue-attributes';
import type { Queues } from './queues';
import { invalidParameter, missingParameter, sqsError } from './sqs-error';

interface QueueInput {
  readonly QueueUrl?: string;
}

interface Paging {
  readonly MaxResults?: number;
  readonly NextToken?: string;
}

export function deleteQueue(queues: Queues, { QueueUrl }: QueueInput): void {
  queues.delete(queues.byUrl(QueueUrl));
}

export function getQueueUrl(queues: Queues, { QueueName }: { readonly QueueName?: string }) {
  if (!QueueName) throw missingParameter('QueueName');
  return { QueueUrl: queues.url(queues.byUrl(QueueName)) };
}

export function listQueues(queues: Queues, input: Paging & { readonly QueueNamePrefix?: string }) {
  const { QueueNamePrefix = '' } = input;
  const found = queues.all().filter(({ name }) => name.startsWith(QueueNamePrefix));
  const { urls, NextToken } = urlPage(queues, found, input);
  return urls.length > 0 ? { QueueUrls: urls, NextToken } : {};
}

/** The queues that send what they give up to this one. */
export function listDeadLetterSourceQueues(queues: Queues, input: Paging & QueueInput) {
  const { arn } = queues.byUrl(input.QueueUrl);
  const { urls, NextToken } = urlPage(queues, sourcesOf(queues, arn), input);
  return { queueUrls: urls, NextToken };
}

export function sourcesOf(queues: Queues, deadLetterArn: string): Queue[] {
  return queues
    .all()
    .filter(({ definition }) => redrivePolicy(definition.attributes)?.deadLetterTargetArn === deadLetterArn);
}

/** Deletes every message; AWS allows it once in 60 s. (SQS API reference, PurgeQueue) */
export function purgeQueue(queues: Queues, { QueueUrl }: QueueInput): void {
  const queue = queues.byUrl(QueueUrl);
  const now = queues.context.clock.now();
  if (now - queue.purgedAt < 60_000)
    throw sqsError(
      'PurgeQueueInProgress',
      `Only one PurgeQueue operation on ${queue.name} is allowed every 60 seconds.`,
      403,
    );
  queue.purgedAt = now;
  queue.purge();
}

/** (SQS developer guide, "Amazon SQS cost allocation tags") */
const MOST_TAGS = 50;

export function tagQueue(
  queues: Queues,
  { QueueUrl, Tags }: QueueInput & { readonly Tags?: Record<string, string> },
) {
  const queue = queues.byUrl(QueueUrl);
  if (Object.keys(Tags ?? {}).length === 0) throw missingParameter('Tags');
  const tags = { ...queue.definition.tags, ...Tags };
  if (Object.keys(tags).length > MOST_TAGS)
    throw sqsError('InvalidParameterValueException', `Too many tags added for queue ${queue.name}.`);
  queues.change(queue, { tags });
}

export function untagQueue(
  queues: Queues,
  { QueueUrl, TagKeys }: QueueInput & { readonly TagKeys?: string[] },
) {
  const queue = queues.byUrl(QueueUrl);
  if (!TagKeys?.length || TagKeys.some((key) => key.length < 1 || key.length > 128))
    throw sqsError(
      'InvalidParameterValueException',
      'Tag keys must be between 1 and 128 characters in length.',
    );
  const tags = Object.entries(queue.definition.tags).filter(([key]) => !TagKeys.includes(key));
  queues.change(queue, { tags: Object.fromEntries(tags) });
}

export function listQueueTags(queues: Queues, { QueueUrl }: QueueInput) {
  const { tags } = queues.byUrl(QueueUrl).definition;
  return Object.keys(tags).length > 0 ? { Tags: tags } : {};
}

/** Without MaxResults up to 1,000 and no token. (SQS API reference, ListQueues) */
function urlPage(queues: Queues, found: Queue[], { MaxResults, NextToken: token }: Paging) {
  if (MaxResults !== undefined && !(MaxResults >= 1 && MaxResults <= 1000))
    throw invalidParameter('MaxResults', MaxResults, 'MaxResults must be an integer between 1 and 1000.');
  const { items, NextToken } = page(found, MaxResults ?? 1000, token, () =>
    invalidParameter('NextToken', token, 'The NextToken is not valid.'),
  );
  return { urls: items.map((queue) => queues.url(queue)), ...(MaxResults !== undefined && { NextToken }) };
}
