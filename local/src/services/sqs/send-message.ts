import { randomUUID } from 'node:crypto';
import { unsupported } from '../../kernel/aws-error';
import { runBatch, type BatchEntry } from './batch';
import type { Message } from './message';
import { readMessageAttributes, type GivenAttributes } from './message-attributes';
import { md5, md5OfAttributes } from './message-md5';
import { checkCharacters, MAX_BATCH_BYTES, messageSize } from './message-size';
import type { Queue } from './queue';
import { attributeNumber } from './queue-attributes';
import type { Queues } from './queues';
import { fifoOnly, invalidParameter, missingParameter, sqsError } from './sqs-error';

interface GivenMessage {
  readonly MessageBody?: string;
  readonly DelaySeconds?: number;
  readonly MessageAttributes?: GivenAttributes;
  readonly MessageSystemAttributes?: unknown;
  readonly MessageGroupId?: unknown;
  readonly MessageDeduplicationId?: string;
}

export interface SendMessageInput extends GivenMessage {
  readonly QueueUrl?: string;
}

export interface SendMessageBatchInput {
  readonly QueueUrl?: string;
  readonly Entries?: readonly (GivenMessage & BatchEntry)[];
}

export function sendMessage(queues: Queues, input: SendMessageInput) {
  return send(queues, queues.byUrl(input.QueueUrl), input);
}

export function sendMessageBatch(queues: Queues, { QueueUrl, Entries }: SendMessageBatchInput) {
  const queue = queues.byUrl(QueueUrl);
  const bytes = (Entries ?? []).reduce((sum, entry) => sum + sizeOf(entry), 0);
  if (bytes > MAX_BATCH_BYTES)
    throw sqsError(
      'BatchRequestTooLong',
      `Batch requests cannot be longer than ${MAX_BATCH_BYTES} bytes. You have sent ${bytes} bytes.`,
    );
  return runBatch(Entries, 'SendMessageBatchRequestEntry', (entry) => ({
    Id: entry.Id,
    ...send(queues, queue, entry, 'cannot be validated'),
  }));
}

/** `verdict`: an entry of a batch is refused in other words than a message alone. */
function send({ context }: Queues, queue: Queue, given: GivenMessage, verdict = 'are invalid') {
  const delaySeconds = readDelay(queue, given.DelaySeconds);
  const message = readMessage(queue, given, context.clock.now(), verdict);
  queue.add(message, { visibleAt: message.sentAt + delaySeconds * 1000, receives: 0 });
  return {
    MessageId: message.id,
    MD5OfMessageBody: message.md5OfBody,
    ...(message.attributes && { MD5OfMessageAttributes: md5OfAttributes(message.attributes) }),
  };
}

function readMessage(queue: Queue, given: GivenMessage, sentAt: number, verdict: string): Message {
  const { MessageBody: body, MessageDeduplicationId: id } = given;
  if (!body) throw missingParameter('MessageBody');
  if (id !== undefined) throw fifoOnly('MessageDeduplicationId', id);
  for (const member of ['MessageGroupId', 'MessageSystemAttributes'] as const)
    if (given[member] !== undefined) throw unsupported(`${member} of a message`);
  checkCharacters(body);
  const attributes = readMessageAttributes(given.MessageAttributes);
  const limit = attributeNumber(queue.definition.attributes, 'MaximumMessageSize');
  if (messageSize(body, attributes) > limit)
    throw sqsError(
      'InvalidParameterValueException',
      `One or more parameters ${verdict}. Reason: Message must be shorter than ${limit} bytes.`,
    );
  return { id: randomUUID(), body, md5OfBody: md5(body), sentAt, attributes };
}

function readDelay(queue: Queue, given: number | undefined): number {
  if (given === undefined) return attributeNumber(queue.definition.attributes, 'DelaySeconds');
  const delay = Number(given);
  if (!Number.isInteger(delay) || delay < 0 || delay > 900)
    throw invalidParameter('DelaySeconds', given, 'DelaySeconds must be >= 0 and <= 900.');
  return delay;
}

function sizeOf({ MessageBody, MessageAttributes }: GivenMessage): number {
  return messageSize(MessageBody ?? '', readable(MessageAttributes));
}

/** The attributes, if they can be read at all; an entry with unreadable ones fails on its own later. */
function readable(given: GivenAttributes | undefined) {
  try {
    return readMessageAttributes(given);
  } catch {
    return undefined;
  }
}
