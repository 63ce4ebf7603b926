import { readInput } from '../timeline/execution-input';
import type { Timeline } from '../timeline/timeline';
import type { SignUpTimes } from './test-user';
import type { Arrival } from './wait-for-user';

/** One stop on the way. */
export interface Hop {
  /** Milliseconds since the epoch, by the clock of the service that says so. */
  readonly at: number;
  readonly where: string;
  readonly what: string;
}

/** Every stop between the sign-up and the announced row, in order of time. */
export function toHops({ signedUpAt, confirmedAt }: SignUpTimes, { row, execution }: Arrival): Hop[] {
  const hops = [
    { at: signedUpAt, where: 'Cognito', what: 'signed up' },
    { at: confirmedAt, where: 'Cognito', what: 'confirmed; it calls the trigger and waits' },
    ...(execution ? workflowHops(execution) : []),
    ...(row ? [] : [{ at: Number.MAX_SAFE_INTEGER, where: 'Aurora', what: 'NO ROW' }]),
  ];
  return hops.sort((a, b) => a.at - b.at);
}

function workflowHops(execution: Timeline): Hop[] {
  const { SentTimestamp, ApproximateReceiveCount } = readInput(execution.input).attributes ?? {};
  return [
    {
      at: Number(SentTimestamp),
      where: 'SQS',
      what: `user.registered in the queue, delivery ${ApproximateReceiveCount}`,
    },
    { at: execution.startedAt, where: 'Step Functions', what: 'execution started' },
    ...execution.steps.flatMap(({ name, endedAt, calls }) =>
      endedAt !== undefined && calls.length
        ? [
            {
              at: endedAt,
              where: WHERE[name] ?? 'Step Functions',
              what: `${name}${calls.at(-1)?.error ? ' FAILED' : ''}`,
            },
          ]
        : [],
    ),
    {
      at: execution.endedAt ?? NaN,
      where: 'Step Functions',
      what: `execution ended: ${execution.outcome ?? 'not yet'}`,
    },
  ].filter(({ at }) => !Number.isNaN(at));
}

const WHERE: Readonly<Record<string, string>> = {
  ValidateUser: 'Lambda',
  UpsertUser: 'Aurora',
  PublishUserPersisted: 'EventBridge',
};
