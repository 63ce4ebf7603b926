import type { Call } from '../../kernel/service';
import type { MessageAttribute, Received } from './message';
import { md5OfAttributes } from './message-md5';
import { attributeNumber } from './queue-attributes';
import type { Queues } from './queues';
import { fifoOnly, invalidParameter } from './sqs-error';

export interface ReceiveMessageInput {
  readonly QueueUrl?: string;
  readonly MaxNumberOfMessages?: number;
  readonly VisibilityTimeout?: number;
  readonly WaitTimeSeconds?: number;
  readonly AttributeNames?: readonly string[];
  readonly MessageSystemAttributeNames?: readonly string[];
  readonly MessageAttributeNames?: readonly string[];
  readonly ReceiveRequestAttemptId?: string;
}

/** Receives messages; waits for the first one when the call or the queue asks for long polling. */
export async function receiveMessage(
  queues: Queues,
  input: ReceiveMessageInput,
  { signal }: Pick<Call, 'signal'>,
) {
  const queue = queues.byUrl(input.QueueUrl);
  const { attributes } = queue.definition;
  const max = Number(input.MaxNumberOfMessages ?? 1);
  const wait = Number(input.WaitTimeSeconds ?? attributeNumber(attributes, 'ReceiveMessageWaitTimeSeconds'));
  const visibility = Number(input.VisibilityTimeout ?? attributeNumber(attributes, 'VisibilityTimeout'));
  if (!(max >= 1 && max <= 10))
    throw invalidParameter('MaxNumberOfMessages', max, 'Must be between 1 and 10, if provided.');
  if (!(wait >= 0 && wait <= 20))
    throw invalidParameter('WaitTimeSeconds', wait, 'Must be >= 0 and <= 20, if provided.');
  checkVisibility(visibility);
  if (input.ReceiveRequestAttemptId !== undefined)
    throw fifoOnly('ReceiveRequestAttemptId', input.ReceiveRequestAttemptId);
  const received = await queue.receive(max, visibility * 1000, wait * 1000, signal);
  return received.length > 0 ? { Messages: received.map((message) => present(queues, message, input)) } : {};
}

export function checkVisibility(seconds: number): void {
  if (seconds >= 0 && seconds <= 43_200) return;
  throw invalidParameter('VisibilityTimeout', seconds, 'Must be between 0 and 43200, if provided.');
}

function present({ context }: Queues, message: Received, input: ReceiveMessageInput) {
  const wanted = [...(input.AttributeNames ?? []), ...(input.MessageSystemAttributeNames ?? [])];
  const all = systemAttributes(message, context.accountId);
  const system = select(all, (name) => wanted.includes('All') || wanted.includes(name));
  const attributes = select(message.attributes ?? {}, (name) => selects(input.MessageAttributeNames, name));
  return {
    MessageId: message.id,
    ReceiptHandle: message.handle,
    MD5OfBody: message.md5OfBody,
    Body: message.body,
    ...(system && { Attributes: system }),
    ...(attributes && {
      MessageAttributes: Object.fromEntries(Object.entries(attributes).map(presentAttribute)),
      MD5OfMessageAttributes: md5OfAttributes(attributes),
    }),
  };
}

function systemAttributes(message: Received, senderId: string): Record<string, string> {
  return {
    SenderId: senderId,
    SentTimestamp: String(message.sentAt),
    ApproximateReceiveCount: String(message.receives),
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
    ...(message.deadLetterSource && { DeadLetterQueueSourceArn: message.deadLetterSource }),
  };
}

/** `All` and `.*` select everything, `foo.*` what begins with `foo`. (SQS API reference, ReceiveMessage) */
function selects(names: readonly string[] = [], name: string): boolean {
  return names.some((wanted) => {
    if (wanted === 'All' || wanted === '.*' || wanted === '*') return true;
    return wanted.endsWith('.*') ? name.startsWith(wanted.slice(0, -2)) : wanted === name;
  });
}

function select<Value>(all: Readonly<Record<string, Value>>, wanted: (name: string) => boolean) {
  const selected = Object.entries(all).filter(([name]) => wanted(name));
  return selected.length > 0 ? Object.fromEntries(selected) : undefined;
}

function presentAttribute([name, { BinaryValue, ...attribute }]: [string, MessageAttribute]) {
  const value =
    BinaryValue === undefined ? {} : { BinaryValue: new Uint8Array(Buffer.from(BinaryValue, 'base64')) };
  return [name, { ...attribute, ...value }] as const;
}
