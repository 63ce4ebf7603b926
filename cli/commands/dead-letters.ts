import { countMessages } from '../dead-letters/count-messages';
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
  const most = parseCount('--limit', limit);
  // Before this very look hides some itself.
  const lookedAt = await countLookedAt(session);
  const letters = await readLetters(session, most);
  const { reveal } = session.options;
  terminal.answer(
    () => (letters.length ? table(session, letters) : nothingToSee(lookedAt)),
    () => ({
      count: letters.length,
      being_looked_at: lookedAt,
      dead_letters: letters.map((letter) => ({
        ...letter,
        why: reveal ? letter.why : maskText(letter.why),
        body: reveal ? letter.body : maskBody(letter.body),
      })),
    }),
  );
  if (lookedAt && letters.length) terminal.say(`${beingLookedAt(lookedAt)} Some may be missing here.`);
  terminal.next(...nextAfter(letters.length, lookedAt));
}

async function countLookedAt(session: Session): Promise<number> {
  const queues = [await session.output('DeadLetterQueueUrl'), await session.output('RuleDeadLetterQueueUrl')];
  const counts = await Promise.all(queues.map((queue) => countMessages(session, queue)));
  return counts.reduce((sum, count) => sum + count.lookedAt, 0);
}

function nothingToSee(lookedAt: number): string {
  return lookedAt === 0
    ? 'Both dead-letter queues are empty.'
    : `Nothing can be seen now. ${beingLookedAt(lookedAt)}`;
}

function beingLookedAt(messages: number): string {
  const some = messages === 1 ? '1 message is' : `${messages} messages are`;
  return `${some} being looked at by somebody; look again in a minute.`;
}

function nextAfter(letters: number, lookedAt: number): string[] {
  if (letters) return ['dead-letters redrive   # when the cause is mended'];
  return [lookedAt ? 'dead-letters   # again, in a minute' : 'failures'];
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
