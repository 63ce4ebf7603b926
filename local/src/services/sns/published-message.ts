import { randomUUID } from 'node:crypto';
import { checkMessageAttributes, type SnsAttribute } from './message-attributes';
import { invalidParameter } from './sns-error';

/** A message that a topic has taken. */
export interface PublishedMessage {
  readonly id: string;
  readonly topicArn: string;
  readonly subject?: string;
  /** The text by protocol; `default` is always there. */
  readonly texts: Readonly<Record<string, string>> & { readonly default: string };
  readonly attributes: Readonly<Record<string, SnsAttribute>>;
  readonly publishedAt: number;
  /** Groups messages of a queue with fair queueing. */
  readonly groupId?: string;
}

export interface GivenMessage {
  readonly Message?: string;
  readonly Subject?: string;
  readonly MessageStructure?: string;
  readonly MessageAttributes?: Readonly<Record<string, SnsAttribute>>;
  readonly MessageGroupId?: string;
}

/** (SNS API reference, Publish) */
const MAXIMUM = 262_144;

/** Checks a message as AWS does. */
export function readMessage(given: GivenMessage, topicArn: string, now: number): PublishedMessage {
  const { Message: message, Subject: subject, MessageAttributes: attributes = {} } = given;
  if (!message) throw invalidParameter('Empty message');
  if (messageBytes(given) > MAXIMUM) throw invalidParameter('Message too long');
  checkSubject(subject);
  checkMessageAttributes(attributes);
  const texts = given.MessageStructure === 'json' ? readTexts(message) : { default: message };
  const facts = { id: randomUUID(), topicArn, publishedAt: now };
  return { ...facts, subject, texts, attributes, groupId: given.MessageGroupId };
}

/** The message's text for a protocol. */
export function textFor({ texts }: PublishedMessage, protocol: string): string {
  return texts[protocol] ?? texts.default;
}

/** Bytes of the text and of each attribute's name, type and value. */
function messageBytes({ Message = '', MessageAttributes = {} }: GivenMessage): number {
  return Object.entries(MessageAttributes).reduce(
    (sum, [name, { DataType = '', StringValue, BinaryValue }]) => {
      const value =
        typeof BinaryValue === 'string' ? Buffer.from(BinaryValue, 'base64') : (BinaryValue ?? '');
      const texts = [name, DataType, StringValue ?? ''].reduce(
        (bytes, text) => bytes + Buffer.byteLength(text),
        0,
      );
      return sum + texts + value.length;
    },
    Buffer.byteLength(Message),
  );
}

/** At most 100 characters, without line breaks and control characters. (SNS API reference, Publish) */
function checkSubject(subject: string | undefined): void {
  if (subject !== undefined && !/^[^\p{Cc}\p{Zl}\p{Zp}]{1,100}$/u.test(subject))
    throw invalidParameter('Subject');
}

function readTexts(message: string): PublishedMessage['texts'] {
  const texts = parse(message);
  if (texts === null || typeof texts !== 'object')
    throw invalidParameter('Message Structure - JSON message body failed to parse');
  const text = (texts as Record<string, unknown>).default;
  if (typeof text !== 'string')
    throw invalidParameter('Message Structure - No default entry in JSON message body');
  // An entry that is no text is as good as none.
  const entries = Object.entries(texts).filter(([, entry]) => typeof entry === 'string');
  return { ...(Object.fromEntries(entries) as Record<string, string>), default: text };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
