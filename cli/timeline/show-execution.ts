import { consoleLink } from '../aws/aws-config';
import type { Session } from '../aws/session';
import { readRecord } from '../failures/failure-table';
import { suggestFor } from '../failures/next-steps';
import { parseSince } from '../terminal/parse-option';
import { commandLine } from '../terminal/printed-command';
import { UserError } from '../terminal/user-error';
import { recordIdOf } from './execution-input';
import { readExecutionLog } from './execution-log';
import { printTimeline } from './print-timeline';
import { toTimeline } from './timeline';
import { timelineDocument } from './timeline-document';

/** Prints one execution from the workflow's log; it needs no record. */
export async function showExecution(
  session: Session,
  { full, since }: { readonly full?: boolean; readonly since: string },
  arn: string,
): Promise<void> {
  const { terminal } = session;
  const { reveal } = session.options;
  const log = await readExecutionLog(session, [arn], { from: parseSince(since) });
  const events = log.get(arn);
  if (!events) throw notInLog(arn, since);
  const timeline = toTimeline(arn, events);
  const link = consoleLink(arn, timeline.startedAt);
  terminal.answer(
    () => [
      ...printTimeline(timeline, { colours: terminal.colours, full, reveal }),
      ...(link ? ['', link] : []),
    ],
    () => timelineDocument(timeline, reveal),
  );
  const failureId = recordIdOf(timeline);
  const record = failureId === undefined ? undefined : await readRecord(session, failureId);
  if (record) terminal.next(commandLine('show', record.failure_id), ...suggestFor(record));
  else terminal.say('It left no failure record.');
}

function notInLog(arn: string, since: string): UserError {
  return new UserError({
    where: 'execution-arn',
    what: `the log of the last ${since} does not have it`,
    given: arn,
    fix: 'Logs may come a minute late; look further back with --since 7d, or list: npx registrar executions',
  });
}
