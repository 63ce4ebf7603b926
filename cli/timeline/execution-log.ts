import { explainError } from '../aws/explain-error';
import type { Session } from '../aws/session';
import { type LogWindow, readLogGroup } from './read-log-group';

/** One event of an execution as the workflow's log has it: every value is text. */
export interface LogEvent {
  readonly id: string;
  readonly type: string;
  readonly event_timestamp: string;
  readonly execution_arn: string;
  readonly details: {
    readonly name?: string;
    readonly input?: string;
    readonly output?: string;
    /** What a state put into variables as it was left, each as JSON text. */
    readonly assignedVariables?: Readonly<Record<string, string>>;
    readonly parameters?: string;
    readonly resource?: string;
    readonly error?: string;
    readonly cause?: string;
  };
}

/** Executions whose events one request can ask for: a pattern has at most 1,024 characters (FilterLogEvents API page). */
const PER_REQUEST = 4;

/** The events of these executions by their ARNs, in order; those that the log does not have are missing. */
export async function readExecutionLog(
  session: Session,
  arns: readonly string[],
  window: LogWindow,
): Promise<ReadonlyMap<string, readonly LogEvent[]>> {
  const events: LogEvent[] = [];
  for (let at = 0; at < arns.length; at += PER_REQUEST) {
    const wanted = arns.slice(at, at + PER_REQUEST).map((arn) => `$.execution_arn = "${arn}"`);
    events.push(...(await filterLog(session, `{ ${wanted.join(' || ')} }`, window)));
  }
  return byExecution(events);
}

/** The workflow's log events that fit a filter pattern. */
export async function filterLog(
  session: Session,
  filterPattern: string,
  window: LogWindow,
): Promise<LogEvent[]> {
  const events = await readLogGroup(
    session,
    await session.output('StateMachineLogGroupName'),
    window,
    filterPattern,
  );
  return events.flatMap(({ message }) => parseLogEvent(message));
}

/** Groups events; numbers order them, for several may carry one time. */
export function byExecution(events: readonly LogEvent[]): ReadonlyMap<string, readonly LogEvent[]> {
  const groups = new Map<string, LogEvent[]>();
  for (const event of events) {
    const group = groups.get(event.execution_arn) ?? [];
    group.push(event);
    groups.set(event.execution_arn, group);
  }
  for (const group of groups.values()) group.sort((a, b) => Number(a.id) - Number(b.id));
  return groups;
}

/** What is read from the log, or `otherwise` and a word about it: the record is the truth, the log only shows it. */
export async function ifLogReadable<Read, Else>(
  { terminal, options }: Session,
  read: () => Promise<Read>,
  otherwise: Else,
): Promise<Read | Else> {
  try {
    return await read();
  } catch (error) {
    const explained = explainError(error, options);
    if (!explained) throw error;
    terminal.say(`The log of the workflow cannot be read. ${explained.message}`);
    return otherwise;
  }
}

/** One event of an execution; none for what else the group holds, such as what the service says when it opens a stream. */
export function parseLogEvent(message = ''): LogEvent[] {
  if (!message.startsWith('{')) return [];
  const event = JSON.parse(message) as LogEvent;
  return event.execution_arn ? [event] : [];
}
