import type { Queue } from './queue';
import { changeAttributes, DEFAULT_ATTRIBUTES, type QueueAttributes } from './queue-attributes';
import type { Queues } from './queues';
import { checkDeadLetterQueue } from './create-queue';
import { missingParameter, sqsError } from './sqs-error';

export interface GetQueueAttributesInput {
  readonly QueueUrl?: string;
  readonly AttributeNames?: readonly string[];
}

export interface SetQueueAttributesInput {
  readonly QueueUrl?: string;
  readonly Attributes?: QueueAttributes;
}

/** Attributes that may be asked for and are left out when they are not set. */
const OPTIONAL = [
  'Policy',
  'RedrivePolicy',
  'RedriveAllowPolicy',
  'KmsMasterKeyId',
  'KmsDataKeyReusePeriodSeconds',
  'FifoQueue',
  'ContentBasedDeduplication',
  'DeduplicationScope',
  'FifoThroughputLimit',
];

export function getQueueAttributes(
  queues: Queues,
  { QueueUrl, AttributeNames = [] }: GetQueueAttributesInput,
) {
  const queue = queues.byUrl(QueueUrl);
  if (AttributeNames.length === 0) return {};
  const all = everyAttribute(queue);
  for (const name of AttributeNames)
    if (name !== 'All' && !(name in all) && !OPTIONAL.includes(name))
      throw sqsError('InvalidAttributeName', `Unknown Attribute ${name}.`);
  const wanted = ([name]: [string, string]) =>
    AttributeNames.includes('All') || AttributeNames.includes(name);
  const attributes = Object.fromEntries(Object.entries(all).filter(wanted));
  return Object.keys(attributes).length > 0 ? { Attributes: attributes } : {};
}

export function setQueueAttributes(queues: Queues, { QueueUrl, Attributes }: SetQueueAttributesInput): void {
  const queue = queues.byUrl(QueueUrl);
  if (!Attributes) throw missingParameter('Attributes');
  if ('FifoQueue' in Attributes) throw sqsError('InvalidAttributeName', 'Unknown Attribute FifoQueue.');
  const attributes = changeAttributes({ ...DEFAULT_ATTRIBUTES, ...queue.definition.attributes }, Attributes);
  if (Attributes.RedrivePolicy) checkDeadLetterQueue(queues, attributes);
  queues.change(queue, { attributes, modifiedAt: queues.context.clock.now() });
}

function everyAttribute(queue: Queue): Record<string, string> {
  queue.settle();
  const { attributes, createdAt, modifiedAt } = queue.definition;
  return {
    QueueArn: queue.arn,
    ApproximateNumberOfMessages: String(queue.held.ready.size),
    ApproximateNumberOfMessagesNotVisible: String(queue.held.inFlight.size),
    ApproximateNumberOfMessagesDelayed: String(queue.held.delayed.size),
    CreatedTimestamp: seconds(createdAt),
    LastModifiedTimestamp: seconds(modifiedAt),
    ...attributes,
  };
}

function seconds(ms: number): string {
  return String(Math.floor(ms / 1000));
}
