import type { Fault } from 'local-cloud/kernel/faults';
import { effectFor } from '../faults/fault-plans';

/** A place where calls are hit, what may happen there, and which share of the fault rate this place takes. */
interface Place {
  readonly at: Pick<Fault, 'service' | 'operation' | 'caller'>;
  readonly effects: readonly Partial<Fault>[];
  readonly share?: number;
}

const internal = { error: { code: 'InternalError', message: 'Injected', status: 500 } };
const lost = { ...internal, afterEffect: true };
const twice = { duplicate: true };

const LAMBDA = 'arn:aws:states:::lambda:invoke';
const DATABASE = 'arn:aws:states:::aws-sdk:rdsdata:executeStatement';
const EVENTS = 'arn:aws:states:::events:putEvents';
const TABLE = 'arn:aws:states:::dynamodb:updateItem';
const LATE = 'States.Timeout, after its effect';

/** Faults of every kind that hit about this share of all calls. */
export function randomFaults(rate: number): Fault[] {
  return places.flatMap(({ at, effects, share = 1 }) =>
    effects.map((effect) => ({ ...at, ...effect, rate: (rate * share) / effects.length })),
  );
}

/** The database is away for an hour, and then wakes up. */
export const databaseOutage: readonly Fault[] = [
  {
    ...{ service: 'rds-data', caller: 'states:', lasts: 3_600_000 },
    error: { code: 'DatabaseUnavailableException', message: 'Injected', status: 504 },
  },
  {
    ...{ service: 'rds-data', caller: 'states:', lasts: 20_000 },
    error: { code: 'DatabaseResumingException', message: 'Injected', status: 400 },
  },
];

const places: readonly Place[] = [
  {
    at: { service: 'lambda', operation: 'Invoke', caller: '/ValidateUser' },
    effects: effects('ValidateUser', LAMBDA, [
      ...['Lambda.ServiceException', 'Lambda.TooManyRequestsException', 'Lambda.Unknown', 'Sandbox.Timedout'],
      ...['States.Timeout', LATE, 'TypeError', 'IdempotencyPersistenceLayerError'],
    ]),
  },
  // The claim: three calls of DynamoDB, each of which may be refused, done twice, done and lost, or slow.
  {
    at: { service: 'dynamodb', caller: 'lambda:' },
    effects: [
      ...[internal, lost, twice, { delay: 700 }],
      {
        error: { code: 'ProvisionedThroughputExceededException', message: 'Injected', status: 400 },
      },
    ],
  },
  // A new process for each crash costs more than everything else together.
  {
    at: { service: 'lambda', operation: 'Invoke', caller: '/ValidateUser' },
    effects: [{ crash: 3 }],
    share: 0.05,
  },
  {
    at: { service: 'rds-data', caller: '/UpsertUser' },
    effects: [
      ...effects('UpsertUser', DATABASE, [
        ...[
          'RdsData.DatabaseResumingException',
          'RdsData.DatabaseUnavailableException',
          'RdsData.RdsDataException',
        ],
        ...[
          'RdsData.StatementTimeoutException, lost answer',
          'States.Timeout',
          LATE,
          'RdsData.AccessDeniedException',
        ],
      ]),
      twice,
    ],
  },
  {
    at: { service: 'events', caller: '/PublishUserPersisted' },
    effects: [
      ...effects('PublishUserPersisted', EVENTS, [
        ...[
          'EventBridge.FailedEntry',
          'EventBridge.ThrottlingException',
          'EventBridge.InternalException, lost answer',
        ],
        ...['States.Timeout', LATE, 'EventBridge.AccessDeniedException'],
      ]),
      twice,
    ],
  },
  ...['RecordFailure', 'RecordRollBack', 'ResolveFailure', 'CountAlert'].map((step) => ({
    at: { service: 'dynamodb', caller: `/${step}` },
    effects: effects(step, TABLE, [
      ...[
        'DynamoDB.ProvisionedThroughputExceededException',
        'DynamoDB.InternalServerErrorException, lost answer',
      ],
      ...['States.Timeout', LATE],
    ]),
  })),
  {
    at: { service: 'rds-data', caller: '/RollBackUser' },
    effects: effects('RollBackUser', DATABASE, [
      'RdsData.StatementTimeoutException, lost answer',
      'States.Timeout',
      LATE,
    ]),
  },
  { at: { service: 'cognito-idp', caller: '/AskCognito' }, effects: [internal, lost, { delay: 60_000 }] },
  { at: { service: 'sns', caller: '/AlertOperators' }, effects: [internal, lost] },
  { at: { service: 'sqs', operation: 'SendMessage', caller: 'events:' }, effects: [internal, lost, twice] },
  // The pipe dies with messages in its hands, before or after their execution.
  {
    at: { service: 'states', operation: 'StartSyncExecution', caller: 'pipes:' },
    effects: [internal, lost, twice],
    share: 0.5,
  },
  {
    at: { service: 'sqs', operation: 'DeleteMessageBatch', caller: 'pipes:' },
    effects: [internal, lost],
    share: 0.5,
  },
  {
    at: { service: 'events', operation: 'PutEvents', caller: 'PublishUserRegistered' },
    effects: [
      lost,
      { response: { FailedEntryCount: 1, Entries: [{ ErrorCode: 'InternalFailure' }] } },
      internal,
      twice,
    ],
  },
];

function effects(step: string, resource: string, errors: readonly string[]): Partial<Fault>[] {
  return errors.map((error) => effectFor(step, resource, error));
}
