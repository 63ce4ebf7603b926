import {
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { failureIdOf } from '../../tasks/shared/failure-id';
import { explainOrThrow } from '../aws/explain-error';
import type { Session } from '../aws/session';
import type { Progress } from '../terminal/progress';
import { BATCH, HIDDEN_SECONDS, showAgain } from './look-at-messages';

/** How many messages were moved, and which were not. */
export interface Move {
  readonly moved: number;
  readonly left: readonly Left[];
}

/** A message that stays where it was. */
export interface Left {
  /** The failure record that this registration would have. */
  readonly failure_id: string;
  readonly why: string;
}

/**
 * Moves messages one by one. SQS itself moves only from dead-letter queues of other queues (StartMessageMoveTask API page),
 * and EventBridge's is none. A message is deleted after it was sent: killed in between, it is delivered twice, never lost.
 * What the target refuses stays; a failure that is not about the message ends the move.
 */
export async function moveOneByOne(
  session: Session,
  from: string,
  to: string,
  progress: Progress,
): Promise<Move> {
  const sqs = session.client(SQSClient);
  const left = new Map<string | undefined, Left>();
  const held = new Map<string | undefined, Message>();
  let moved = 0;
  /** Whether the move can go on after this message. */
  const move = async (message: Message): Promise<boolean> => {
    const error = await failureOf(sendOn(sqs, from, to, message));
    if (error === undefined) {
      held.delete(message.MessageId);
      moved++;
      progress.advance();
      return true;
    }
    const why = explainOrThrow(error, session.options);
    left.set(message.MessageId, { failure_id: failureIdOf(message.Body ?? ''), why });
    return isAboutTheMessage(error);
  };
  try {
    for (let goesOn = true; goesOn;) {
      const messages = await receive(sqs, from);
      for (const message of messages) held.set(message.MessageId, message);
      const fresh = messages.filter(({ MessageId }) => !left.has(MessageId));
      goesOn = fresh.length > 0;
      for (const message of fresh) if (goesOn) goesOn = await move(message);
    }
    return { moved, left: [...left.values()] };
  } finally {
    await showAgain(sqs, from, [...held.values()]);
  }
}

async function sendOn(
  sqs: SQSClient,
  from: string,
  to: string,
  { Body, ReceiptHandle }: Message,
): Promise<void> {
  await sqs.send(new SendMessageCommand({ QueueUrl: to, MessageBody: Body }));
  await sqs.send(new DeleteMessageCommand({ QueueUrl: from, ReceiptHandle }));
}

function failureOf(work: Promise<void>): Promise<Error | undefined> {
  return work.then(
    () => undefined,
    (error: Error) => error,
  );
}

/** Too long, or with characters that SQS does not take (SendMessage API page); a right that is missing is missing for all. */
function isAboutTheMessage(error: Error): boolean {
  return /^Invalid(MessageContents|ParameterValue)/.test(error.name);
}

async function receive(sqs: SQSClient, QueueUrl: string): Promise<Message[]> {
  const query = {
    QueueUrl,
    MaxNumberOfMessages: BATCH,
    VisibilityTimeout: HIDDEN_SECONDS,
    WaitTimeSeconds: 1,
  };
  return (await sqs.send(new ReceiveMessageCommand(query))).Messages ?? [];
}
