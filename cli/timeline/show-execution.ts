import { consoleLink } from '../aws/aws-config';
import type { Session } from '../aws/session';
import { readRecord } from '../failures/failure-table';
import { suggestFor } from '../failures/next-steps';
import { statusOf } from '../failures/print-record';
import { parseSince } from '../terminal/parse-option';
import { commandLine } from '../terminal/printed-command';
import { executionIdOf, shortId } from '../terminal/short-id';
import { UserError } from '../terminal/user-error';
import { recordIdOf } from './execution-input';
import { filterLog, readExecutionLog } from './execution-log';
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
  const log = await readExecutionLog(session, [arn], { from: parseSince(since, session.now()) });
  const events = log.get(arn);
  if (!events) throw notInLog(arn, since);
  const timeline = toTimeline(arn, events);
  const link = consoleLink(arn, timeline.startedAt);
  terminal.answer(
    () => [
      ...printTimeline(timeline, { layout: terminal, full, reveal, now: session.now() }),
      ...(link ? ['', link] : []),
    ],
    () => timelineDocument(timeline, reveal),
  );
  const failureId = recordIdOf(timeline);
  const record = failureId === undefined ? undefined : await readRecord(session, failureId);
  if (!record) return terminal.say('It left no failure record.');
  const short = shortId(record.failure_id, terminal);
  terminal.say(`Its registration failed; the record (${statusOf(record, session.now())}) says more:`);
  terminal.next(commandLine('show', short), ...suggestFor(record, session.now(), short));
}

/** The ARN of the one execution whose own part, or whose name, begins so; undefined where none does. */
export async function findExecution(
  session: Session,
  given: string,
  since: string,
): Promise<string | undefined> {
  if (!/^[\w-]{4,}$/.test(given)) return undefined;
  const pattern = `{ $.type = "ExecutionStarted" && $.execution_arn = "*:${given}*" }`;
  const found = await filterLog(session, pattern, { from: parseSince(since, session.now()) });
  const arns = [...new Set(found.map(({ execution_arn }) => execution_arn))];
  if (arns.length > 1) throw ambiguous(given, arns);
  return arns[0];
}

function ambiguous(given: string, arns: readonly string[]): UserError {
  return new UserError({
    where: 'execution',
    what: `several executions begin so: ${arns.slice(0, 5).map(executionIdOf).join(', ')}`,
    given,
    fix: 'Give more characters of the id.',
  });
}

function notInLog(arn: string, since: string): UserError {
  return new UserError({
    where: 'execution-arn',
    what: `the log of the last ${since} does not have it`,
    given: arn,
    fix: 'Logs may come a minute late; look further back with --since 7d, or list: npx registrar executions',
  });
}
