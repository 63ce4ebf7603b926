import { readRecord } from '../failures/find-record';
import { suggestFor } from '../failures/suggest-for';
import { parseSince } from '../since';
import type { Session } from '../session';
import { consoleLink } from '../timeline/console-link';
import { readExecutionLog } from '../timeline/execution-log';
import { failureIdOf } from '../timeline/failure-id-of';
import { printTimeline } from '../timeline/print-timeline';
import { toTimeline } from '../timeline/timeline';
import { timelineDocument } from '../timeline/timeline-document';
import { UserError } from '../user-error';

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
    () => printTimeline(timeline, { colours: terminal.colours, full, reveal }) + (link ? `\n\n${link}` : ''),
    () => timelineDocument(timeline, reveal),
  );
  const failureId = failureIdOf(timeline);
  const record = failureId === undefined ? undefined : await readRecord(session, failureId);
  if (record) terminal.next(`show ${record.failure_id}`, ...suggestFor(record));
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
