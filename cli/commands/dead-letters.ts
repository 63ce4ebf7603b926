import { type DeadLetter, registrationDeadLetter, ruleDeadLetter } from '../dead-letters/dead-letter';
import { peekMessages } from '../dead-letters/peek-messages';
import { maskBody, maskText } from '../mask';
import { parseCount } from '../parse-count';
import type { Session } from '../session';
import { toTable } from '../table';

export interface DeadLettersOptions {
  readonly limit: string;
}

/** Shows both dead-letter queues; every message stays where it is. */
export async function deadLetters(session: Session, { limit }: DeadLettersOptions): Promise<void> {
  const { terminal } = session;
  const letters = await readLetters(session, parseCount('--limit', limit));
  const { reveal } = session.options;
  terminal.answer(
    () => (letters.length ? table(session, letters) : 'Both dead-letter queues are empty.'),
    () => ({
      count: letters.length,
      dead_letters: letters.map((letter) => ({
        ...letter,
        why: reveal ? letter.why : maskText(letter.why),
        body: reveal ? letter.body : maskBody(letter.body),
      })),
    }),
  );
  terminal.next(letters.length ? 'dead-letters redrive   # when the cause is mended' : 'failures');
}

async function readLetters(session: Session, limit: number): Promise<DeadLetter[]> {
  const registrations = await peekMessages(session, await session.output('DeadLetterQueueUrl'), limit);
  const events = await peekMessages(session, await session.output('RuleDeadLetterQueueUrl'), limit);
  const letters = await Promise.all(registrations.map((message) => registrationDeadLetter(session, message)));
  return [...letters, ...events.map(ruleDeadLetter)];
}

function table(
  { terminal: { colours }, options: { reveal } }: Session,
  letters: readonly DeadLetter[],
): string {
  const rows = letters.map(({ queue, failure_id, sent_at, why }) => [
    queue,
    failure_id,
    sent_at,
    reveal ? why : maskText(why),
  ]);
  return toTable(colours, ['QUEUE', 'REGISTRATION', 'SENT', 'WHY'], rows);
}
