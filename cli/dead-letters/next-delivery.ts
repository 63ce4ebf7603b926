import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { failureIdOf } from '../../tasks/shared/failure-id';
import type { Session } from '../aws/session';
import { peekMessages } from './look-at-messages';
import { ago, fromNow } from '../terminal/ago';
import type { FailureRecord } from '../failures/failure-record';

/** The pipe polls all the time, but a message is not handed out in the second in which it can be. */
const LATE = 3 * 60_000;
/** So many dead letters are looked through for one message. */
const LOOKED_AT = 100;

/**
 * When the queue hands a registration out again, in words: a failed message stays hidden for the queue's visibility time-out. When that
 * is past, what has become of it. Undefined for a record that no delivery is expected for.
 */
export async function nextDelivery(session: Session, record: FailureRecord): Promise<string | undefined> {
  if (record.status !== 'retrying') return undefined;
  const due = Date.parse(record.last_failed_at) + (await visibilityTimeout(session));
  const now = session.now();
  if (now < due + LATE) return `delivery about ${new Date(due).toISOString()} (${inWords(due, now)})`;
  const was = `its delivery was due ${ago(due, now)} ago`;
  return (await isDeadLetter(session, record))
    ? `${was}; its message is a dead letter: npx registrar dead-letters redrive`
    : `${was}: does the pipe run? npx registrar status`;
}

function inWords(due: number, now: number): string {
  return due > now ? `in ${fromNow(due, now)}` : 'now';
}

async function visibilityTimeout(session: Session): Promise<number> {
  const QueueUrl = await session.output('RegistrationQueueUrl');
  const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['VisibilityTimeout'] });
  const { Attributes = {} } = await session.client(SQSClient).send(command);
  return Number(Attributes.VisibilityTimeout) * 1000;
}

async function isDeadLetter(session: Session, { failure_id }: FailureRecord): Promise<boolean> {
  const queue = await session.output('DeadLetterQueueUrl');
  const messages = await peekMessages(session, queue, LOOKED_AT);
  return messages.some(({ Body = '' }) => failureIdOf(Body) === failure_id);
}
