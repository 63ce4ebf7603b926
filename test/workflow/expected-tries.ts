/** How a step must deal with its errors. Waits are in milliseconds, with a random number of 0.5: full jitter halves them. */
export interface ExpectedTries {
  /** For how long one try may take. */
  readonly timeout: number;
  /** Waits between the tries, by error; every other error gets one try. */
  readonly waits: Readonly<Record<string, readonly number[]>>;
  /** Waits for every error that is not named above. */
  readonly otherwise: readonly number[];
  /** Delivery on which the execution runs; 4 is the last. */
  readonly delivery: number;
  /** How the execution ends when the error never goes away: an outcome, or `FAILED` with the error. */
  readonly end: (error: string) => string;
  /** What must stand in the record. */
  readonly recorded?: (error: string) => Readonly<Record<string, unknown>>;
}

const thrice = [500, 1000, 2000];
const twice = [500, 1000];
const awaking = [5_000, 10_000, 15_000, 15_000];
const same = (waits: readonly number[], errors: readonly string[]) =>
  Object.fromEntries(errors.map((error) => [error, waits]));

const isData = (error: string) => /InvalidRegistration|EmailInUse|DatabaseErrorException/.test(error);
const throughQueue = (error: string) => (isData(error) ? 'rejected' : `FAILED ${error.replace(/, .*/, '')}`);
const isAnswer = (error: string) => error === 'CognitoIdentityProvider.UserNotFoundException';
const failedIn = (step: string) => (error: string) => ({
  ':step': { S: step },
  ':resume_at': { S: step },
  ':error': { S: error.replace(/, .*/, '') },
  ':lane': { S: laneOf(error) },
});
const rolledBack = (rolled_back: object) => () => ({
  ':roll_back': expect.objectContaining({
    M: expect.objectContaining({ rolled_back }) as unknown,
  }) as unknown,
});
/** Who cannot be counted is told of. */
const told = () => ({ alert: { TopicArn: 'AlertTopicArn' } });

/** The failure lanes of the design as a table: it says again, by hand, what the definition says. */
export const expectedTries: Readonly<Record<string, ExpectedTries>> = {
  ValidateUser: {
    timeout: 5_000,
    waits: {
      IdempotencyAlreadyInProgressError: [2_000, 4_000],
      ...same(thrice, [
        ...[
          'Lambda.ServiceException',
          'Lambda.AWSLambdaException',
          'Lambda.SdkClientException',
          'Lambda.TooManyRequestsException',
        ],
        ...[
          'Lambda.ClientExecutionTimeoutException',
          'Lambda.Unknown',
          'Sandbox.Timedout',
          'Runtime.ExitError',
        ],
        ...['IdempotencyPersistenceLayerError', 'States.Timeout', 'States.Timeout, after its effect'],
      ]),
    },
    otherwise: [],
    delivery: 1,
    end: throughQueue,
    recorded: failedIn('ValidateUser'),
  },
  UpsertUser: {
    timeout: 10_000,
    waits: {
      ...same(awaking, [
        ...['RdsData.DatabaseResumingException', 'RdsData.BadRequestException'],
        ...['RdsData.StatementTimeoutException', 'RdsData.StatementTimeoutException, lost answer'],
      ]),
      ...same(
        [1000, 2000],
        [
          ...['RdsData.DatabaseErrorException', 'RdsData.DatabaseUnavailableException'],
          ...['RdsData.InternalServerErrorException', 'RdsData.ServiceUnavailableErrorException'],
          ...['RdsData.RdsDataException', 'RdsData.SdkClientException'],
          ...['States.Timeout', 'States.Timeout, after its effect'],
        ],
      ),
    },
    otherwise: [],
    delivery: 1,
    end: throughQueue,
    recorded: failedIn('UpsertUser'),
  },
  AskCognito: {
    timeout: 3_000,
    waits: {
      // An answer, at once; the database asks again, six times in all.
      'CognitoIdentityProvider.UserNotFoundException': [0, 0, 0, 0, 0],
      ...same(twice, [
        ...['TooManyRequestsException', 'InternalErrorException', 'SdkClientException'].map(
          (name) => `CognitoIdentityProvider.${name}`,
        ),
        'States.Timeout',
      ]),
    },
    otherwise: [],
    delivery: 1,
    end: (error) => (isAnswer(error) ? 'rejected' : throughQueue(error)),
    recorded: (error) =>
      isAnswer(error)
        ? { ':step': { S: 'UpsertUser' }, ':error': { S: 'EmailInUse' } }
        : { ...failedIn('AskCognito')(error), ':resume_at': { S: 'UpsertUser' } },
  },
  PublishUserPersisted: {
    timeout: 3_000,
    waits: {
      ...same(thrice, ['EventBridge.FailedEntry', 'EventBridge.ThrottlingException']),
      ...same(twice, [
        ...['EventBridge.InternalException', 'EventBridge.SdkClientException', 'States.Timeout'],
        ...['EventBridge.InternalException, lost answer', 'States.Timeout, after its effect'],
      ]),
    },
    otherwise: [],
    delivery: 1,
    end: throughQueue,
    recorded: failedIn('PublishUserPersisted'),
  },
  ResolveFailure: {
    timeout: 3_000,
    waits: { 'DynamoDB.ConditionalCheckFailedException': [] },
    otherwise: twice,
    delivery: 2,
    end: () => 'registered',
  },
  RecordFailure: {
    timeout: 3_000,
    waits: {},
    otherwise: thrice,
    delivery: 4,
    end: (error) => `FAILED ${error.replace(/, .*/, '')}`,
  },
  RollBackUser: {
    timeout: 10_000,
    waits: {},
    otherwise: twice,
    delivery: 4,
    end: () => 'parked',
    recorded: rolledBack({ NULL: true }),
  },
  RecordRollBack: {
    timeout: 3_000,
    waits: {},
    otherwise: twice,
    delivery: 4,
    end: (error) => `FAILED ${error.replace(/, .*/, '')}`,
  },
  CountAlert: {
    timeout: 3_000,
    waits: {},
    otherwise: [],
    delivery: 4,
    end: () => 'parked',
    recorded: told,
  },
  AlertOperators: {
    timeout: 3_000,
    waits: {},
    otherwise: twice,
    delivery: 4,
    end: () => 'parked',
    recorded: rolledBack({ BOOL: true }),
  },
};

function laneOf(error: string): string {
  if (isData(error)) return 'data';
  return /AccessDenied|Secrets|ResourceNotFound|NotAuthorized|BadRequest|TypeError/.test(error)
    ? 'operator'
    : 'transient';
}
