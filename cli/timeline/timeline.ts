import { documentOf, type Members } from './document-of';
import type { LogEvent } from './execution-log';
import { readData } from './read-data';

/** One run of the workflow, as far as its log tells. */
export interface Timeline {
  readonly arn: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly input?: string;
  readonly output?: string;
  /** `registered`, `duplicate`, `rejected`, `parked`; `failed` when the queue delivers again; undefined while it runs. */
  readonly outcome?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly steps: readonly Step[];
}

export interface Step {
  readonly name: string;
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly input?: string;
  readonly output?: string;
  /** Every call that a task made; a retry is one more. */
  readonly calls: readonly ServiceCall[];
}

export interface ServiceCall {
  readonly request?: string;
  readonly response?: string;
  readonly error?: string;
  readonly cause?: string;
}

/** Reads one execution from its log events, which are in order. */
export function toTimeline(arn: string, events: readonly LogEvent[]): Timeline {
  const started = events.find(({ type }) => type === 'ExecutionStarted') ?? events[0];
  const ended = events.find(({ type }) => /^Execution(Succeeded|Failed|TimedOut|Aborted)$/.test(type));
  return {
    arn,
    startedAt: Number(started?.event_timestamp),
    endedAt: ended && Number(ended.event_timestamp),
    input: started?.details.input,
    output: ended?.details.output,
    outcome: ended && outcomeOf(ended),
    error: ended?.details.error,
    cause: ended?.details.cause,
    steps: toSteps(events),
  };
}

function outcomeOf({ type, details: { output } }: LogEvent): string {
  if (type === 'ExecutionTimedOut') return 'timed out';
  if (type !== 'ExecutionSucceeded') return 'failed';
  const { outcome } = JSON.parse(output ?? '{}') as { outcome?: unknown };
  return typeof outcome === 'string' ? outcome : 'succeeded';
}

function toSteps(events: readonly LogEvent[]): Step[] {
  const entered = events.flatMap(({ type }, at) => (type.endsWith('StateEntered') ? [at] : []));
  let variables: Members = {};
  return entered.map((at, nth) => {
    const own = events.slice(at, entered[nth + 1]);
    const before = variables;
    variables = { ...before, ...assignedIn(own) };
    return toStep(own, before, variables);
  });
}

function assignedIn(events: readonly LogEvent[]): Members {
  const texts = events.flatMap(({ details }) => Object.entries(details.assignedVariables ?? {}));
  return Object.fromEntries(texts.map(([name, text]) => [name, readData(text)]));
}

/** The events from one state's entry up to the next one's. */
function toStep(events: readonly LogEvent[], before: Members, after: Members): Step {
  const [entry] = events;
  const exit = events.find(({ type }) => type.endsWith('StateExited'));
  // A Fail state is never left, and neither is one that nothing caught: the execution ends with it.
  const end = exit ?? events.find(({ type }) => type.startsWith('Execution'));
  return {
    name: entry?.details.name ?? '',
    startedAt: Number(entry?.event_timestamp),
    endedAt: end && Number(end.event_timestamp),
    input: withVariables(entry?.details.input, before),
    output: withVariables(exit?.details.output, after),
    calls: toCalls(events),
  };
}

/** What a step had or left behind: what was passed to it or by it, and the workflow's variables at that moment. */
function withVariables(text: string | undefined, variables: Members): string | undefined {
  if (text === undefined || Object.keys(variables).length === 0) return text;
  return JSON.stringify(documentOf(variables, readData(text)));
}

function toCalls(events: readonly LogEvent[]): ServiceCall[] {
  const calls: ServiceCall[] = [];
  for (const { type, details } of events) {
    if (/^(Task|LambdaFunction)Scheduled$/.test(type))
      calls.push({ request: details.parameters ?? details.input });
    else if (/^(Task|LambdaFunction)Succeeded$/.test(type)) amend(calls, { response: details.output });
    else if (/^(Task|LambdaFunction)\w*(Failed|TimedOut)$/.test(type))
      amend(calls, { error: details.error ?? 'States.Timeout', cause: details.cause });
  }
  return calls;
}

function amend(calls: ServiceCall[], more: ServiceCall): void {
  calls.push({ ...calls.pop(), ...more });
}
