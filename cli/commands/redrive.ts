import { moveOneByOne, redriveByTask } from '../dead-letters/move-back';
import type { Session } from '../session';

/** Moves every dead letter to the registration queue, where each starts anew; who is registered stays so. */
export async function redrive(session: Session): Promise<void> {
  const { terminal } = session;
  const queue = await session.output('RegistrationQueueUrl');
  const registration = await redriveByTask(session, await session.output('DeadLetterQueueUrl'), queue);
  const rule = await moveOneByOne(session, await session.output('RuleDeadLetterQueueUrl'), queue);
  terminal.answer(
    () => `${count(registration + rule)} moved to the registration queue.`,
    () => ({ moved: { registration, rule } }),
  );
  terminal.next('executions --since 15m', 'failures');
}

function count(messages: number): string {
  return messages === 1 ? '1 message' : `${messages} messages`;
}
