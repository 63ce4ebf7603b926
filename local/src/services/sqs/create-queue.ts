import { unsupported } from '../../kernel/aws-error';
import type { Queue } from './queue';
import { changeAttributes, DEFAULT_ATTRIBUTES, type QueueAttributes } from './queue-attributes';
import type { Queues } from './queues';
import { parseRedrivePolicy, refuse } from './redrive-policy';
import { missingParameter, sqsError } from './sqs-error';

export interface CreateQueueInput {
  readonly QueueName?: string;
  readonly Attributes?: QueueAttributes;
  readonly tags?: unknown;
}

/** Makes a queue, or answers with the one of that name when no given attribute differs. */
export function createQueue(queues: Queues, { QueueName, Attributes = {}, tags }: CreateQueueInput) {
  checkName(QueueName);
  if (tags !== undefined) throw unsupported('tags of queues');
  const attributes = changeAttributes(DEFAULT_ATTRIBUTES, Attributes);
  const standing = queues.byName(QueueName);
  if (standing) return { QueueUrl: queues.url(sameOrThrow(standing, Attributes)) };
  checkDeadLetterQueue(queues, attributes);
  const now = queues.context.clock.now();
  const queue = queues.create({ name: QueueName, attributes, createdAt: now, modifiedAt: now });
  return { QueueUrl: queues.url(queue) };
}

/** Throws when the attributes name a dead-letter queue that is not there. */
export function checkDeadLetterQueue(queues: Queues, attributes: QueueAttributes): void {
  const policy = parseRedrivePolicy(attributes.RedrivePolicy);
  if (policy && !queues.byArn(policy.deadLetterTargetArn))
    throw refuse(attributes.RedrivePolicy ?? '', 'Dead letter target does not exist.');
}

function checkName(name: string | undefined): asserts name is string {
  if (name === undefined) throw missingParameter('QueueName');
  if (name.endsWith('.fifo')) throw unsupported(`FIFO queues ("${name}")`);
  if (!/^[\w-]{1,80}$/.test(name))
    throw sqsError(
      'InvalidParameterValueException',
      'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length',
    );
}

function sameOrThrow(queue: Queue, given: QueueAttributes): Queue {
  for (const [name, value] of Object.entries(given))
    if ((queue.definition.attributes[name] ?? '') !== value)
      throw sqsError(
        'QueueNameExists',
        `A queue already exists with the same name and a different value for attribute ${name}`,
      );
  return queue;
}
