import type { Session } from '../aws/session';
import { type DeadLetter, registrationDeadLetter, ruleDeadLetter } from '../dead-letters/dead-letter';
import { countMessages, peekMessages } from '../dead-letters/look-at-messages';
import { when } from '../terminal/ago';
import { mask, maskText } from '../terminal/mask';
import { parseCount } from '../terminal/parse-option';
import { shortIds } from '../terminal/short-id';
import { toTable } from '../terminal/table';
import { redrive } from './dead-letters-redrive';
import { examples, type Verb } from './verb';

interface Options {
  readonly limit: string;
}

/** `dead-letters`: what even the workflow could not take. */
export const deadLetters: Verb = (program, does) => {
  const command = program
    .command('dead-letters')
    .description('show what is in the dead-letter queues and why; nothing is taken out')
    .option('--limit <n>', 'look at so many messages of each queue', '50')
    .addHelpText('after', examples('dead-letters', 'dead-letters redrive'))
    .action(does(look));
  redrive(command, does);
};

/** Shows both dead-letter queues; every message stays where it is. */
async function look(session: Session, { limit }: Options): Promise<void> {
  const { terminal, options } = session;
  const most = parseCount('--limit', limit);
  // Before this very look hides some itself.
  const lookedAt = await countLookedAt(session);
  const found = await readLetters(session, most);
  const letters = options.reveal ? found : found.map(maskLetter);
  terminal.answer(
    () => (letters.length ? table(session, letters) : [nothingToSee(lookedAt)]),
    () => ({ count: letters.length, being_looked_at: lookedAt, dead_letters: letters }),
  );
  if (lookedAt && letters.length) terminal.say(`${beingLookedAt(lookedAt)} Some may be missing here.`);
  terminal.next(...nextAfter(letters.length, lookedAt));
}

async function countLookedAt(session: Session): Promise<number> {
  const queues = [await session.output('DeadLetterQueueUrl'), await session.output('RuleDeadLetterQueueUrl')];
  const counts = await Promise.all(queues.map((queue) => countMessages(session, queue)));
  return counts.reduce((sum, count) => sum + count.lookedAt, 0);
}

async function readLetters(session: Session, limit: number): Promise<DeadLetter[]> {
  const registrations = await peekMessages(session, await session.output('DeadLetterQueueUrl'), limit);
  const events = await peekMessages(session, await session.output('RuleDeadLetterQueueUrl'), limit);
  const letters = await Promise.all(registrations.map((message) => registrationDeadLetter(session, message)));
  return [...letters, ...events.map(ruleDeadLetter)];
}

function maskLetter(letter: DeadLetter): DeadLetter {
  return { ...letter, why: maskText(letter.why), body: mask(letter.body, 'body') as string };
}

function table(session: Session, letters: readonly DeadLetter[]): string[] {
  const { terminal } = session;
  const short = shortIds(
    letters.map(({ failure_id }) => failure_id),
    terminal,
  );
  const rows = letters.map(({ queue, failure_id, sent_at, why }) => [
    queue,
    short(failure_id),
    when(sent_at, terminal, session.now()),
    why,
  ]);
  return toTable(terminal, ['QUEUE', 'REGISTRATION', terminal.wide ? 'SENT' : 'AGO', 'WHY'], rows);
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
