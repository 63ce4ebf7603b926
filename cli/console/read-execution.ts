import type {
  EventDocument,
  ExecutionDocument,
  StepLogDocument,
  TimelineDocument,
} from '../../console/feed/documents';
import { consoleLink } from '../aws/aws-config';
import type { FailureRecord } from '../failures/failure-record';
import { readRecord } from '../failures/failure-table';
import { deployedDefinition } from '../replay/replay-steps';
import { UserError } from '../terminal/user-error';
import { recordIdOf } from '../timeline/execution-input';
import { readExecutionLog, type LogEvent } from '../timeline/execution-log';
import { maskLines, readFunctionLog } from '../timeline/function-log';
import { toTimeline } from '../timeline/timeline';
import { timelineDocument } from '../timeline/timeline-document';
import { indexExecution } from './execution-row';
import type { Feed } from './feed';
import { startSteps } from './start-steps';

const DAY = 86_400_000;
const MARGIN = 60_000;

/** One execution whole, with the others of its registration. Throws a `UserError` when the log does not have it. */
export async function readExecution(feed: Feed, id: string, reveal: boolean): Promise<ExecutionDocument> {
  const { session, executions } = feed;
  const { arn, events, timeline } = await findTimeline(feed, id);
  const { row, email } = indexExecution(timeline);
  const record = row.failureId === undefined ? undefined : await readRecord(session, row.failureId);
  return {
    row: reveal && email !== undefined ? { ...row, user: email } : row,
    timeline: timelineDocument(timeline, reveal) as TimelineDocument,
    events: events.map(toEvent),
    registration: row.failureId === undefined ? [row] : executions.ofRegistration(row.failureId, reveal),
    ...(record && { record: await summaryOf(feed, record) }),
    consoleLink: consoleLink(arn, timeline.startedAt),
  };
}

/** What the function of one step wrote to its log. Throws a `UserError` when the execution did not come to that step. */
export async function readStepLog(
  feed: Feed,
  id: string,
  name: string,
  reveal: boolean,
): Promise<StepLogDocument> {
  const { timeline } = await findTimeline(feed, id);
  const step = timeline.steps.findLast((each) => each.name === name);
  if (!step) throw notReached(name);
  const lines = await readFunctionLog(feed.session, step, recordIdOf(timeline));
  return { lines: reveal ? lines : maskLines(lines, step) };
}

async function summaryOf({ session }: Feed, record: FailureRecord): Promise<ExecutionDocument['record']> {
  const { failure_id: id, status } = record;
  const steps = startSteps(record, await deployedDefinition(session), false);
  const possible = steps.filter(({ whyNot }) => whyNot === undefined).map(({ step }) => step);
  return { id, status, startSteps: status === 'resolved' ? [] : possible };
}

async function findTimeline({ session, executions }: Feed, id: string) {
  const prefix = (await session.output('StateMachineArn')).replace(':stateMachine:', ':express:');
  const known = executions.find(id);
  const arn = known?.arn ?? `${prefix}:${id}`;
  const from = known ? known.startedAt - MARGIN : session.now() - DAY;
  const events = (await readExecutionLog(session, [arn], { from: new Date(from) })).get(arn);
  if (!events) throw notThere(id);
  return { arn, events, timeline: toTimeline(arn, events) };
}

function toEvent({ id, type, event_timestamp, details }: LogEvent): EventDocument {
  const { name, error } = details;
  return { id: Number(id), at: Number(event_timestamp), type, name, error };
}

function notThere(given: string): UserError {
  return new UserError({
    where: 'execution',
    what: 'the log of the last day does not have it (logs may come a minute late)',
    given,
    fix: 'Look at the list of executions, further back.',
  });
}

function notReached(given: string): UserError {
  return new UserError({
    where: 'step',
    what: 'this execution did not come there',
    given,
    fix: 'Choose a step that is coloured.',
  });
}
