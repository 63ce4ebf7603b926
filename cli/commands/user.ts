import type { Session } from '../aws/session';
import { nextDelivery } from '../dead-letters/next-delivery';
import { toDocument as toRecordDocument } from '../failures/record-state';
import { mask } from '../terminal/mask';
import { parseSince } from '../terminal/parse-option';
import { commandLine } from '../terminal/printed-command';
import { shortId } from '../terminal/short-id';
import { printPicture } from '../users/print-picture';
import { readPicture } from '../users/read-picture';
import type { UserPicture } from '../users/user-picture';
import { type Verdict, verdictOf } from '../users/verdict';
import { examples, exitCode, type ExitCode, type Verb } from './verb';

interface Options {
  readonly since: string;
}

/** `user`: from a person to the truth. */
export const user: Verb = (program, does) => {
  program
    .command('user')
    .description(
      'say what became of one person: pool, row, events, failures, queue, executions, and a verdict',
    )
    .argument('<e-mail | sub | user id>', 'whom')
    .option('--since <time>', 'how far back to look for executions in the log', '24h')
    .addHelpText(
      'after',
      examples('user ada@example.com', 'user 0b9d2f3e-7a4c-4e1b-8f5d-2c3b4a5d6e7f --since 7d'),
    )
    .action(does(showPerson));
};

/** Prints one page about one person. Ends with 3 where pool, table and records do not agree that all is well. */
async function showPerson(session: Session, { since }: Options, given: string): Promise<ExitCode> {
  const { terminal } = session;
  await session.output('StateMachineArn');
  const picture = await readPicture(session, given.trim(), parseSince(since, session.now()));
  const verdict = verdictOf(picture, ({ failure_id }) => commandLine('show', shortId(failure_id, terminal)));
  const delivery = await nextDeliveryOf(session, picture);
  const { reveal } = session.options;
  terminal.answer(
    () => printPicture(picture, verdict, { layout: terminal, now: session.now(), reveal, delivery, since }),
    () => toDocument(picture, verdict, reveal),
  );
  terminal.next(...verdict.then);
  return verdict.well ? exitCode.done : exitCode.unsuccessful;
}

/** Of the registration that the queue still has, if any. */
async function nextDeliveryOf(session: Session, { records }: UserPicture): Promise<string | undefined> {
  const retrying = records.findLast(({ status }) => status === 'retrying');
  return retrying && nextDelivery(session, retrying);
}

function toDocument(
  { records, executions, ...picture }: UserPicture,
  { well, says }: Verdict,
  reveal = false,
) {
  return {
    well,
    verdict: says,
    ...(reveal ? picture : (mask(picture) as object)),
    records: records.map((record) => toRecordDocument(record, reveal)),
    executions: executions.map(({ arn, outcome = 'running', startedAt, error }) => ({
      execution_arn: arn,
      outcome,
      started_at: new Date(startedAt).toISOString(),
      error,
    })),
  };
}
