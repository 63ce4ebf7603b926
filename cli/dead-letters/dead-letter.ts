import type { Message } from '@aws-sdk/client-sqs';
import { failureIdOf } from '../../tasks/shared/failure-id';
import type { Session } from '../aws/session';
import { readRecord } from '../failures/failure-table';
import { readableCause } from '../terminal/readable-text';

/** One message that could not be delivered, and what is known about the reason. */
export interface DeadLetter {
  readonly queue: 'registration' | 'rule';
  readonly message_id: string;
  /** The failure record that this registration has, or would have. */
  readonly failure_id: string;
  readonly sent_at: string;
  readonly why: string;
  readonly body: string;
}

/** A message that was delivered to the workflow until the queue gave up. */
export async function registrationDeadLetter(session: Session, message: Message): Promise<DeadLetter> {
  const letter = deadLetter('registration', message);
  const record = await readRecord(session, letter.failure_id);
  const why = record
    ? `${record.status}: ${record.failed_step} ${record.error}: ${readableCause(record.cause)}`
    : 'no record: the workflow failed before it could write one';
  return { ...letter, why };
}

/** A message that EventBridge could not hand to the queue; it says why in attributes ("Using dead-letter queues", EventBridge). */
export function ruleDeadLetter(message: Message): DeadLetter {
  const attribute = (name: string) => message.MessageAttributes?.[name]?.StringValue;
  const code = attribute('ERROR_CODE') ?? 'the rule gave no reason';
  const details = attribute('ERROR_MESSAGE');
  const tries = attribute('RETRY_ATTEMPTS');
  const why = `${code}${details ? `: ${details}` : ''}${tries ? ` (after ${tries} retries)` : ''}`;
  return { ...deadLetter('rule', message), why };
}

function deadLetter(
  queue: DeadLetter['queue'],
  { MessageId = '', Body = '', Attributes }: Message,
): DeadLetter {
  return {
    queue,
    message_id: MessageId,
    failure_id: failureIdOf(Body),
    sent_at: new Date(Number(Attributes?.SentTimestamp)).toISOString(),
    why: '',
    body: Body,
  };
}
