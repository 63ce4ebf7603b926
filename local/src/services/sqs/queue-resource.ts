import type { Created, Resource, ResourceType } from '../../kernel/service';
import { createQueue } from './create-queue';
import { setQueueAttributes } from './get-queue-attributes';
import type { Queues } from './queues';

const SET = [
  'DelaySeconds',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
  'VisibilityTimeout',
  'RedrivePolicy',
  'SqsManagedSseEnabled',
];

/** `AWS::SQS::Queue`; one that the store still holds takes on what the template says. FIFO properties are refused by name. */
export function queueResource(queues: Queues): ResourceType {
  return {
    properties: ['QueueName', ...SET],
    inert: {
      Tags: 'nothing here reads the tags of a queue',
      KmsMasterKeyId: 'nothing is encrypted on the laptop',
      KmsDataKeyReusePeriodSeconds: 'nothing is encrypted on the laptop',
    },
    create: (resource) => create(queues, resource),
  };
}

/** `AWS::SQS::QueuePolicy`: access is not enforced, so it is only accepted. */
export const queuePolicyResource: ResourceType = {
  properties: [],
  inert: { Queues: 'access is not enforced', PolicyDocument: 'access is not enforced' },
  create: ({ physicalName }) => ({ ref: physicalName, attributes: { Id: physicalName } }),
};

function create(queues: Queues, { properties, physicalName }: Resource): Created {
  const { QueueName = physicalName.slice(0, 80) } = properties as { QueueName?: string };
  const name = QueueName;
  const attributes = Object.fromEntries(
    SET.filter((property) => properties[property] !== undefined).map((property) => [
      property,
      text(properties[property]),
    ]),
  );
  if (queues.byName(name)) setQueueAttributes(queues, { QueueUrl: name, Attributes: attributes });
  else createQueue(queues, { QueueName: name, Attributes: attributes });
  const queue = queues.byUrl(name);
  const url = queues.url(queue);
  return { ref: url, attributes: { Arn: queue.arn, QueueName: name, QueueUrl: url } };
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
