import type { Session } from '../aws/session';
import { nextDelivery } from '../dead-letters/next-delivery';
import type { FailureRecord } from '../failures/failure-record';
import { recordBeginning } from '../failures/find-record';
import { suggestFor } from '../failures/next-steps';
import { printRecord } from '../failures/print-record';
import { toDocument } from '../failures/record-state';
import { deployedDefinition } from '../replay/replay-steps';
import { ifLogReadable } from '../timeline/execution-log';
import { printTimeline } from '../timeline/print-timeline';
import { executionsOf, recordTimelines } from '../timeline/record-timelines';
import { findExecution, showExecution } from '../timeline/show-execution';
import { timelineDocument } from '../timeline/timeline-document';
import { shortId } from '../terminal/short-id';
import { UserError } from '../terminal/user-error';
import { examples, type Verb } from './verb';

interface Options {
  readonly full?: boolean;
  readonly since: string;
}

/** `show`: everything about one registration. */
export const show: Verb = (program, does) => {
  program
    .command('show')
    .description(
      'show one failure, or one execution: every step, what went in and out, where it failed and why',
    )
    .argument(
      '<failure-id | execution>',
      'or a beginning of either; of an execution its ARN, or the last part of it',
    )
    .option('--full', 'print inputs and outputs in full')
    .option('--since <time>', 'how far back to look for the execution in the log', '24h')
    .addHelpText('after', examples('show 0b9d2f3e', 'show 0b9d2f3e --full --reveal'))
    .action(does(showOne));
};

/** Prints a record with the executions behind it; for an ARN the execution alone. */
async function showOne(session: Session, options: Options, id: string): Promise<void> {
  if (id.startsWith('arn:')) return showExecution(session, options, id);
  const record = await recordBeginning(session, id);
  if (record) return showRecord(session, options, record);
  const arn = await findExecution(session, id, options.since);
  if (arn === undefined) throw neither(id, options.since);
  await showExecution(session, options, arn);
}

function neither(given: string, since: string): UserError {
  return new UserError({
    where: 'show',
    what: `no failure begins so, and no execution of the last ${since}`,
    given,
    fix: 'See what there is: npx registrar failures --status all',
  });
}

async function showRecord(session: Session, { full }: Options, record: FailureRecord): Promise<void> {
  const { terminal } = session;
  const now = session.now();
  const { reveal } = session.options;
  const [timelines, { revision }, delivery] = await Promise.all([
    ifLogReadable(session, () => recordTimelines(session, record), []),
    deployedDefinition(session),
    nextDelivery(session, record),
  ]);
  const all = executionsOf(record).length;
  const missing = all - timelines.length;
  terminal.answer(
    () => [
      ...printRecord(record, { layout: terminal, now, reveal, full, revision, delivery }),
      ...timelines.flatMap((timeline) => [
        '',
        ...printTimeline(timeline, {
          layout: terminal,
          now,
          full,
          reveal,
          brief: timeline !== timelines.at(-1),
        }),
      ]),
      ...(missing ? ['', `Not in the log (any more, or yet): ${missing} of its ${all} executions.`] : []),
    ],
    () => ({
      ...toDocument(record, reveal),
      deployed_revision: revision,
      timelines: timelines.map((timeline) => timelineDocument(timeline, reveal)),
    }),
  );
  terminal.next(...suggestFor(record, session.now(), shortId(record.failure_id, terminal)));
}
