import { setTimeout as sleep } from 'node:timers/promises';
import { ListMessageMoveTasksCommand, SQSClient, StartMessageMoveTaskCommand } from '@aws-sdk/client-sqs';
import type { Session } from '../aws/session';
import type { Progress } from '../terminal/progress';
import { UserError } from '../terminal/user-error';
import { countMessages } from './look-at-messages';

const PAUSE = 500;

/** Lets SQS move all messages of a queue's dead-letter queue, and waits for the end. Answers how many those were. */
export async function redriveByTask(
  session: Session,
  from: string,
  to: string,
  progress: Progress,
): Promise<number> {
  const sqs = session.client(SQSClient);
  const { queueArn: SourceArn, visible } = await countMessages(session, from);
  if (visible === 0) return 0;
  // Named, for a message that somebody put there by hand has no source of its own.
  const { queueArn: DestinationArn } = await countMessages(session, to);
  await sqs.send(new StartMessageMoveTaskCommand({ SourceArn, DestinationArn }));
  for (let seen = 0; ;) {
    const { Results = [] } = await sqs.send(new ListMessageMoveTasksCommand({ SourceArn, MaxResults: 1 }));
    const { Status = '', ApproximateNumberOfMessagesMoved: moved = 0, FailureReason = '' } = Results[0] ?? {};
    progress.advance(moved - seen);
    if (Status === 'COMPLETED') return moved;
    if (Status !== 'RUNNING') throw stopped(moved, `${Status} ${FailureReason}`.trim());
    seen = moved;
    await sleep(PAUSE);
  }
}

function stopped(moved: number, given: string): UserError {
  return new UserError({
    where: 'dead-letters redrive',
    what: `SQS moved ${moved} messages of the workflow's dead-letter queue and stopped`,
    given,
    fix: 'Those that it did not move are still there: npx registrar dead-letters',
  });
}
