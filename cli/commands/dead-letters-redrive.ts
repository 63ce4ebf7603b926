import type { Session } from '../aws/session';
import { countMessages } from '../dead-letters/look-at-messages';
import { type Left, moveOneByOne } from '../dead-letters/move-one-by-one';
import { redriveByTask } from '../dead-letters/redrive-by-task';
import { type Progress, startProgress } from '../terminal/progress';
import { toTable } from '../terminal/table';
import { exitCode, type ExitCode, type Verb } from './verb';

/** `dead-letters redrive`: gives dead letters another chance. */
export const redrive: Verb = (deadLetters, does) => {
  deadLetters
    .command('redrive')
    .description('move every dead letter back to the registration queue')
    .action(does(moveAll));
};

/** Fewer are moved before anybody wonders. */
const MANY = 20;

/** Moves every dead letter to the registration queue, where each starts anew; who is registered stays so. */
async function moveAll(session: Session): Promise<ExitCode> {
  const { terminal } = session;
  const queue = await session.output('RegistrationQueueUrl');
  const workflows = await session.output('DeadLetterQueueUrl');
  const rules = await session.output('RuleDeadLetterQueueUrl');
  const progress = await progressOf(session, [workflows, rules]);
  try {
    const registration = await redriveByTask(session, workflows, queue, progress);
    const { moved: rule, left } = await moveOneByOne(session, rules, queue, progress);
    terminal.answer(
      () => print(session, registration + rule, left),
      () => ({ moved: { registration, rule }, left }),
    );
    terminal.next(...(left.length ? ['dead-letters'] : []), 'executions --since 15m', 'failures');
    return left.length ? exitCode.unsuccessful : exitCode.done;
  } finally {
    progress.end();
  }
}

async function progressOf(session: Session, queues: readonly string[]): Promise<Progress> {
  const counts = await Promise.all(queues.map((queue) => countMessages(session, queue)));
  const total = counts.reduce((sum, { visible }) => sum + visible, 0);
  if (total > MANY) return startProgress(session.terminal, total, 'moved');
  return { advance: () => undefined, end: () => undefined };
}

function print({ terminal }: Session, moved: number, left: readonly Left[]): string[] {
  const sentence = `${count(moved)} moved to the registration queue.`;
  if (left.length === 0) return [sentence];
  const rows = left.map(({ failure_id, why }) => [failure_id, why]);
  return [
    `${sentence} ${count(left.length)} could not be moved and stayed:`,
    '',
    ...toTable(terminal, ['REGISTRATION', 'WHY'], rows),
  ];
}

function count(messages: number): string {
  return messages === 1 ? '1 message' : `${messages} messages`;
}
