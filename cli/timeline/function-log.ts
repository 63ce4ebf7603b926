import type { FilteredLogEvent } from '@aws-sdk/client-cloudwatch-logs';
import type { Session } from '../aws/session';
import { maskQuotes, personalValues } from '../terminal/mask';
import { readData } from './read-data';
import { readLogGroup } from './read-log-group';
import type { ServiceCall, Step } from './timeline';

/** One line of a function's log; `at` is milliseconds since the epoch. */
export interface FunctionLine {
  readonly at: number;
  readonly text: string;
}

/** The function's clock may be another than the workflow's; a report comes after the answer. */
const MARGIN = 2_000;

/** The function that a step calls; undefined where it calls none. */
export function functionOf({ calls }: Pick<Step, 'calls'>): string | undefined {
  const request = readData(calls[0]?.request) as { FunctionName?: string } | undefined;
  // A name, or an ARN with the name as its seventh part (Invoke API page).
  return /^(?:arn:[^:]*:lambda:[^:]*:\d*:function:)?([\w-]+)/.exec(String(request?.FunctionName ?? ''))?.[1];
}

/**
 * What the function of a step wrote, and Lambda about it, in order. An invocation that answered is known by its request id, and so is
 * one that crashed or took too long, for its error names it. One that threw does not say which it was: it is found by the failure id
 * that the function logs, so that of two deliveries of one registration at the same moment both are shown.
 */
export async function readFunctionLog(
  session: Session,
  step: Step,
  failureId: string | undefined,
): Promise<FunctionLine[]> {
  const name = functionOf(step);
  if (name === undefined) return [];
  const events = await readLogGroup(session, `/aws/lambda/${name}`, windowOf(step));
  const known = step.calls.map(requestIdIn);
  const ids = known.includes(undefined) ? [...known, ...requestsFor(failureId, events)] : known;
  const isOurs = ({ message = '' }: FilteredLogEvent) =>
    ids.some((id) => id !== undefined && message.includes(id));
  return events
    .filter(isOurs)
    .map(({ timestamp = 0, message = '' }) => ({ at: timestamp, text: message.trimEnd() }));
}

/** The same lines without personal data, as far as it is known from the step or looks like some. */
export function maskLines(lines: readonly FunctionLine[], { input }: Step): FunctionLine[] {
  const secrets = personalValues(input);
  return lines.map(({ at, text }) => ({ at, text: maskQuotes(text, secrets) }));
}

function windowOf({ startedAt, endedAt }: Step) {
  return {
    from: new Date(startedAt - MARGIN),
    ...(endedAt !== undefined && { to: new Date(endedAt + MARGIN) }),
  };
}

/** Lambda's request id is the invocation's; an invocation that Lambda ended says it in its error's message. */
function requestIdIn({ response, cause = '' }: ServiceCall): string | undefined {
  const answer = readData(response) as { SdkResponseMetadata?: { RequestId?: string } } | undefined;
  return answer?.SdkResponseMetadata?.RequestId ?? /RequestId: ([0-9a-f-]{36})/.exec(cause)?.[1];
}

/** Invocations whose function logged this failure id. */
function requestsFor(failureId: string | undefined, events: readonly FilteredLogEvent[]): string[] {
  if (failureId === undefined) return [];
  return events.flatMap(({ message = '' }) => {
    const line = (message.startsWith('{') ? readData(message) : {}) as LoggedLine;
    return line.failure_id === failureId && line.function_request_id ? [line.function_request_id] : [];
  });
}

/** As Powertools writes it. */
interface LoggedLine {
  readonly failure_id?: string;
  readonly function_request_id?: string;
}
