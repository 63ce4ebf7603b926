import type { Session } from '../aws/session';
import { discardRecord } from '../failures/discard-record';
import { readRecord } from '../failures/failure-table';
import { findRecord } from '../failures/find-record';
import { toDocument } from '../failures/record-state';
import { checkReason } from '../terminal/parse-option';
import { examples, type Verb } from './verb';

interface Options {
  readonly reason: string;
}

/** `discard`: closes a record without a replay. */
export const discard: Verb = (program, does) => {
  program
    .command('discard')
    .description('close a failure for good without replaying it: its user stays unregistered')
    .argument('<failure-id>', 'or a beginning of it')
    .requiredOption('--reason <text>', 'why; kept in the record')
    .addHelpText('after', examples('discard 0b9d2f3e --reason "a bot"'))
    .action(does(giveUp));
};

/** Closes a record for good; who, when and why are kept for 90 days. */
async function giveUp(session: Session, { reason }: Options, id: string): Promise<void> {
  const { terminal } = session;
  checkReason(reason);
  const record = await findRecord(session, id);
  const discarded = { by: await session.operator(), at: session.timestamp(), reason };
  await discardRecord(session, record, discarded);
  const closed = (await readRecord(session, record.failure_id)) ?? record;
  terminal.answer(
    () => [`${record.failure_id} is discarded.`],
    () => toDocument(closed, session.options.reveal),
  );
  terminal.say(
    'Its user can sign in, but is not registered. The record is kept for 90 days; a replay still works.',
  );
  terminal.next('failures');
}
