import { randomUUID } from 'node:crypto';
import { unsupported } from '../../kernel/aws-error';
import { invalidParameter } from './sns-error';

/** A message that a topic has taken. */
export interface PublishedMessage {
  readonly id: string;
  readonly topicArn: string;
  readonly subject?: string;
  readonly text: string;
  readonly publishedAt: number;
}

export interface GivenMessage {
  readonly Message?: string;
  readonly Subject?: string;
  readonly MessageStructure?: unknown;
  readonly MessageAttributes?: unknown;
  readonly MessageGroupId?: unknown;
}

/** Bytes. (SNS API reference, Publish) */
const MAXIMUM = 262_144;
const ELSEWHERE = ['MessageStructure', 'MessageAttributes', 'MessageGroupId'] as const;

/** Checks a message as AWS does. */
export function readMessage(given: GivenMessage, topicArn: string, now: number): PublishedMessage {
  const { Message: text, Subject: subject } = given;
  for (const member of ELSEWHERE)
    if (given[member] !== undefined) throw unsupported(`${member} of a published message`);
  if (!text) throw invalidParameter('Empty message');
  if (Buffer.byteLength(text) > MAXIMUM) throw invalidParameter('Message too long');
  checkSubject(subject);
  return { id: randomUUID(), topicArn, subject, text, publishedAt: now };
}

/** At most 100 characters, without line breaks and control characters. (SNS API reference, Publish) */
function checkSubject(subject: string | undefined): void {
  if (subject !== undefined && !/^[^\p{Cc}\p{Zl}\p{Zp}]{1,100}$/u.test(subject))
    throw invalidParameter('Subject');
}
