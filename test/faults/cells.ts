import type { State, Workflow } from '../../cdk/read-workflow';
import type { Fault } from 'local-cloud/kernel/faults';
import { callsOf, effectFor, quoting, registered } from './fault-plans';
import type { TestUser } from './test-user';

export const TIMES = ['once', 'until healed', 'for ever'] as const;
export const ARRIVALS = ['fresh', 'duplicate', 'redelivery'] as const;

/** One cell of the matrix: a step, an error, how long it lasts, and how the registration arrives. */
export interface Cell {
  readonly step: string;
  readonly error: string;
  readonly times: (typeof TIMES)[number];
  readonly arrival: (typeof ARRIVALS)[number];
  /** The faults for this user's registration, the cell's own first. */
  readonly faults: (user: TestUser) => Fault[];
  /** How it may end. */
  readonly expected: readonly string[];
}

/** The whole matrix of a workflow's steps. Throws for a Task that has no fault plan. */
export function stepCells({ States }: Pick<Workflow, 'States'>): Cell[] {
  return Object.entries(States)
    .filter(([, { Type }]) => Type === 'Task')
    .flatMap(([step, task]) =>
      errorsOf(step, task).flatMap((error) => cellsOf(step, task.Resource ?? '', error)),
    );
}

/** Every error that the step's `Retry` and `Catch` name, and those that stand for the rest. */
function errorsOf(step: string, { Resource = '', Retry = [], Catch = [] }: State): string[] {
  const named = [...Retry, ...Catch].flatMap(({ ErrorEquals }) => ErrorEquals);
  return [...new Set([...named, ...callsOf(step, Resource).unlisted])].filter(
    (error) => error !== 'States.ALL' && raisedBy(step, error),
  );
}

/** Only `register_user` knows of addresses in use. */
function raisedBy(step: string, error: string): boolean {
  return error !== 'EmailInUse' || step === 'UpsertUser';
}

function cellsOf(step: string, resource: string, error: string): Cell[] {
  const { service, operation } = callsOf(step, resource);
  const effect = effectFor(step, resource, error);
  const way = wayTo(step);
  return TIMES.flatMap((times) =>
    ARRIVALS.map((arrival) => ({
      ...{ step, error, times, arrival },
      expected: expectedEnds(step, error, times),
      faults: (user: TestUser) => [
        {
          service,
          operation,
          caller: `/${step}`,
          input: user.id,
          ...quoting(effect, user),
          ...duration(times),
        },
        ...way.map((fault) => quoting({ input: user.id, ...fault }, user)),
      ],
    })),
  );
}

/** An outage of an hour must heal by itself. */
export function duration(times: Cell['times']): Pick<Fault, 'times' | 'lasts'> {
  if (times === 'once') return { times: 1 };
  return times === 'until healed' ? { lasts: 3_600_000 } : {};
}

/** What else must go wrong for a registration to come to a step at all. */
export function wayTo(step: string): Fault[] {
  const refused = { code: 'AccessDeniedException', message: 'Injected' };
  const failedEntry = { FailedEntryCount: 1, Entries: [{ ErrorCode: 'InternalFailure' }] };
  const neverUpserted = { service: 'rds-data', caller: '/UpsertUser', error: refused };
  // The pool does not know them, so the database asks again until the workflow gives up.
  const unproven = registered('unproven', { ask: { cognito_id: '{id}' } });
  const neverProven = [{ service: 'rds-data', caller: '/UpsertUser', response: unproven }];
  const neverPublished = { service: 'events', caller: '/PublishUserPersisted', response: failedEntry };
  const ways: Record<string, Fault[]> = {
    ValidateUser: [],
    UpsertUser: [],
    AskCognito: neverProven,
    PublishUserPersisted: [],
    ResolveFailure: [{ ...neverUpserted, times: 1 }],
    RecordFailure: [neverUpserted],
    RollBackUser: [neverPublished],
    RecordRollBack: [neverPublished],
    CountAlert: [neverPublished],
    // Who is not counted is told of, whoever else has the same cause.
    AlertOperators: [neverPublished, { service: 'dynamodb', caller: '/CountAlert', error: refused }],
  };
  const way = ways[step];
  if (way) return way;
  throw new Error(`${step}: nothing is known to lead there. Say so in test/faults/cells.ts.`);
}

function expectedEnds(step: string, error: string, times: Cell['times']): string[] {
  const forEver = times === 'for ever';
  if (['ValidateUser', 'UpsertUser', 'PublishUserPersisted'].includes(step)) {
    // A copy or a later delivery of the message may have better luck.
    if (isData(error)) return forEver ? ['rejected'] : ['rejected', 'registered'];
    return [forEver ? 'parked' : 'registered'];
  }
  // What Cognito answers proves nothing here: the database goes on saying so.
  if (step === 'AskCognito') return [forEver && !isAnswer(error) ? 'parked' : 'rejected'];
  if (step === 'ResolveFailure') return ['registered'];
  // What cannot be recorded stays in the queue, and in the end in its dead-letter queue.
  if (forEver && step === 'RecordFailure') return ['dead letter'];
  // It only runs on the last deliveries: an outage that begins there may outlast them.
  if (step === 'RecordRollBack')
    return forEver ? ['dead letter'] : times === 'once' ? ['parked'] : ['parked', 'dead letter'];
  return ['parked'];
}

/** That there is no such user is an answer. */
function isAnswer(error: string): boolean {
  return error === 'CognitoIdentityProvider.UserNotFoundException';
}

function isData(error: string): boolean {
  return ['InvalidRegistrationError', 'EmailInUse', 'RdsData.DatabaseErrorException'].includes(error);
}
