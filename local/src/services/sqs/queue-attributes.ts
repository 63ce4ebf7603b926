import { unsupported } from '../../kernel/aws-error';
import { parseRedrivePolicy, type RedrivePolicy } from './redrive-policy';
import { sqsError } from './sqs-error';

/** Attributes that a client sets, by AWS's names; every value is text. */
export type QueueAttributes = Readonly<Record<string, string>>;

/** Lowest and highest value of the numbers. (SQS API reference, SetQueueAttributes) */
const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  DelaySeconds: [0, 900],
  MaximumMessageSize: [1024, 1_048_576],
  MessageRetentionPeriod: [60, 1_209_600],
  ReceiveMessageWaitTimeSeconds: [0, 20],
  VisibilityTimeout: [0, 43_200],
};

const TEXTS = ['Policy', 'RedrivePolicy', 'SqsManagedSseEnabled'];
/** AWS has them; nothing here does anything with them. */
const ELSEWHERE = ['RedriveAllowPolicy', 'KmsMasterKeyId', 'KmsDataKeyReusePeriodSeconds'];
const FIFO_WORDS = ['DeduplicationScope', 'FifoThroughputLimit'];

export const DEFAULT_ATTRIBUTES: QueueAttributes = {
  DelaySeconds: '0',
  MaximumMessageSize: '1048576',
  MessageRetentionPeriod: '345600',
  ReceiveMessageWaitTimeSeconds: '0',
  SqsManagedSseEnabled: 'true',
  VisibilityTimeout: '30',
};

/** Lays the given attributes over those that stand; an empty text takes one away. Throws for what AWS refuses. */
export function changeAttributes(standing: QueueAttributes, given: QueueAttributes): QueueAttributes {
  for (const [name, value] of Object.entries(given)) checkAttribute(name, value);
  return Object.fromEntries(Object.entries({ ...standing, ...given }).filter(([, value]) => value !== ''));
}

export function attributeNumber(attributes: QueueAttributes, name: string): number {
  return Number(attributes[name] ?? DEFAULT_ATTRIBUTES[name]);
}

const policies = new WeakMap<QueueAttributes, RedrivePolicy | 'none'>();

/** The redrive policy among these attributes, read once. */
export function redrivePolicy(attributes: QueueAttributes): RedrivePolicy | undefined {
  const known = policies.get(attributes) ?? parseRedrivePolicy(attributes.RedrivePolicy) ?? 'none';
  policies.set(attributes, known);
  return known === 'none' ? undefined : known;
}

function checkAttribute(name: string, value: string): void {
  if (name === 'FifoQueue' && value === 'true') throw unsupported('FIFO queues (attribute FifoQueue)');
  if (ELSEWHERE.includes(name)) throw unsupported(`the queue attribute ${name}`);
  if (FIFO_WORDS.includes(name))
    throw sqsError('InvalidAttributeName', `You can specify the ${name} only when FifoQueue is set to true.`);
  const range = Object.hasOwn(RANGES, name) ? RANGES[name] : undefined;
  if (!range && !TEXTS.includes(name)) throw sqsError('InvalidAttributeName', `Unknown Attribute ${name}.`);
  if (range && value !== '' && !within(value, range))
    throw sqsError('InvalidAttributeValue', `Invalid value for the parameter ${name}.`);
  if (name === 'RedrivePolicy') parseRedrivePolicy(value);
}

function within(value: string, [lowest, highest]: readonly [number, number]): boolean {
  return /^\d+$/.test(value) && Number(value) >= lowest && Number(value) <= highest;
}
