import { moveOneByOne, redriveToSource } from '../dead-letters/move-back';
import type { Session } from '../session';

/** Moves every dead letter to the registration queue, where each starts anew; who is registered stays so. */
export async function redrive(session: Session): Promise<void> {
  const { terminal } = session;
  const registration = await redriveToSource(session, await session.output('DeadLetterQueueUrl'));
  const rule = await moveOneByOne(
    session,
    await session.output('RuleDeadLetterQueueUrl'),
    await session.output('RegistrationQueueUrl'),
  );
  terminal.answer(
    () => `${registration + rule} messages moved to the registration queue.`,
    () => ({ moved: { registration, rule } }),
  );
  terminal.next('executions --since 15m', 'failures');
}
