/** What an error means for a registration, and what a person does about it. */
export interface ErrorAdvice {
  /** Names as Step Functions reports them; `*` stands for any text. Of two rows that fit, the upper one counts. */
  readonly errors: readonly string[];
  /** What its cause must say as well. */
  readonly cause?: RegExp;
  readonly means: string;
  readonly then: string;
}

/** The one table of errors: `show` and the alert print its rows, the runbook is held to it, and a test asks a row for every error of the matrix. */
export const errorAdvice: readonly ErrorAdvice[] = [
  {
    errors: ['InvalidRegistrationError'],
    means: 'The event is malformed, or what identifies its user cannot be right.',
    then: 'Read the cause. Mend the data with replay --set, or discard it.',
  },
  {
    errors: ['EmailInUse'],
    means: 'The e-mail address stands in the row of another identity.',
    then: 'Free the address in Cognito and replay. If two people really claim it: registrar hand-over gives it to this one; discard leaves it.',
  },
  {
    errors: ['UnknownOperation'],
    means: 'The database answered something that this workflow does not know: releases are mixed.',
    then: 'Deploy again, then replay.',
  },
  {
    errors: ['IdempotencyAlreadyInProgressError'],
    means: 'Another delivery of the same user was being validated, or died while it was.',
    then: 'It heals within seconds: replay.',
  },
  {
    errors: ['IdempotencyPersistenceLayerError'],
    means: 'The table of claims could not be read or written.',
    then: 'Look at the idempotency table: rights of ValidateUser, capacity, key. The log of ValidateUser has the error behind it. Then replay.',
  },
  {
    errors: ['Lambda.TooManyRequestsException'],
    means: 'The Lambda executions of the account were used up.',
    then: 'Find what takes them, or ask for a higher quota (runbook, TriggerFails). Then replay.',
  },
  {
    errors: ['Lambda.ResourceNotFoundException', 'Lambda.AccessDeniedException'],
    means: 'The function ValidateUser is gone, or the workflow may not call it.',
    then: 'Deploy again, then replay.',
  },
  {
    errors: ['Sandbox.Timedout', 'Runtime.ExitError', 'Lambda.Unknown'],
    means: 'ValidateUser ran out of its time or memory, or crashed.',
    then: 'Read its log, /aws/lambda/<stack>-ValidateUser. If it was once, replay; if it is always, mend and deploy first.',
  },
  {
    errors: ['Lambda.*'],
    means: 'The Lambda service did not run the function.',
    then: 'It heals by itself; look at the health of the region. Then replay.',
  },
  {
    errors: ['TypeError', 'ReferenceError', 'RangeError', 'SyntaxError', 'Error'],
    means: 'A fault in the code of ValidateUser.',
    then: 'Read the cause and its log, mend, deploy, replay.',
  },
  {
    errors: ['States.Timeout'],
    means: 'The step had no answer within its time limit: what it called is slow or out of reach.',
    then: 'Look at that service: the database for UpsertUser, the bus for PublishUserPersisted, Lambda for ValidateUser. Then replay.',
  },
  {
    errors: ['RdsData.DatabaseErrorException'],
    cause: /SQLState: (22|23)/,
    means: 'The table refuses a value of this user.',
    then: 'Read the cause. Mend the data with replay --set, or the constraint that refuses it.',
  },
  {
    errors: ['RdsData.DatabaseErrorException'],
    cause: /SQLState: UR001/,
    means: "A constraint, column or trigger of the application's own refuses every registration.",
    then: 'Read the cause: drop that constraint or give the column a default, then replay all.',
  },
  {
    errors: ['RdsData.DatabaseErrorException'],
    cause: /SQLState: (08|40|53|55006|55P03|57)/,
    means: 'The database was busy, restarting, or out of connections.',
    then: 'Look at its load and capacity (databaseMinCapacity). Then replay all.',
  },
  {
    errors: ['RdsData.DatabaseErrorException'],
    means:
      'The database refuses the call itself: a right, a function or a column is not as this release expects.',
    then: 'Read the cause. Run the migrations again (deploy), then replay all.',
  },
  {
    errors: ['RdsData.DatabaseResumingException', 'RdsData.StatementTimeoutException'],
    means: 'The database was waking up from a pause, or a statement took too long.',
    then: 'It heals by itself. If it comes often, set databaseMinCapacity above 0. Then replay all.',
  },
  {
    errors: ['RdsData.BadRequestException'],
    means: 'The database slept, or the call is wrong: its cause says which.',
    then: '"Communications link failure": replay. Anything else: the workflow and the cluster do not fit; deploy again.',
  },
  {
    errors: ['RdsData.AccessDeniedException', 'RdsData.ForbiddenException'],
    means: "The workflow's role may not call the Data API.",
    then: 'Give the role back rds-data:ExecuteStatement on the cluster (deploy again), then replay all.',
  },
  {
    errors: ['RdsData.SecretsErrorException', 'RdsData.InvalidSecretException'],
    means: "The secret of the workflow's login cannot be read, or does not hold its password.",
    then: 'Runbook, "Change a password"; also the right to read the secret. Then replay all.',
  },
  {
    errors: ['RdsData.HttpEndpointNotEnabledException', 'RdsData.InvalidResourceStateException'],
    means: 'The cluster has no Data API, or is stopped.',
    then: 'Start it, or enable its HTTP endpoint. Then replay all.',
  },
  {
    errors: ['RdsData.*NotFoundException'],
    means: 'The cluster, its secret or the database is not there.',
    then: 'Find out who removed it; restore (docs/deployment.md), then replay all.',
  },
  {
    errors: ['RdsData.*'],
    means: 'The Data API stumbled, was throttled, or the writer failed over.',
    then: 'It heals by itself; look at the cluster in RDS. Then replay all.',
  },
  {
    errors: [
      'CognitoIdentityProvider.NotAuthorizedException',
      'CognitoIdentityProvider.AccessDeniedException',
    ],
    means: 'The workflow may not ask the user pool.',
    then: 'Give the role back cognito-idp:AdminGetUser on the pool (deploy again), then replay.',
  },
  {
    errors: ['CognitoIdentityProvider.ResourceNotFoundException'],
    means: 'The user pool that this stack names is not there.',
    then: 'Deploy with the right pool, then replay.',
  },
  {
    errors: ['CognitoIdentityProvider.*'],
    means: 'Cognito did not answer who a user is: busy, or out of reach.',
    then: 'It heals by itself. Then replay.',
  },
  {
    errors: ['EventBridge.AccessDeniedException'],
    means:
      'The workflow may not put events on the bus. The row is written or was taken back; no event is out.',
    then: 'Give the role back events:PutEvents on the bus (deploy again), then replay all.',
  },
  {
    errors: ['EventBridge.FailedEntry', 'EventBridge.ThrottlingException'],
    means: 'EventBridge refused the event for now. No event is out.',
    then: 'It heals by itself; look at the quota of PutEvents. Then replay all.',
  },
  {
    errors: ['EventBridge.*'],
    means: 'EventBridge gave no clear answer: the event may be out already.',
    then: 'Replay: it goes out again with the same event_id, and consumers know it by that.',
  },
  {
    errors: ['DynamoDB.*'],
    means: 'The table of failures could not be written.',
    then: 'Look at the table: rights, capacity, key. What it could not record stays in the queue.',
  },
  {
    errors: ['SNS.*'],
    means: 'The alert could not be sent; the registration is recorded all the same.',
    then: 'Look at the topic, its subscription and its key (runbook, AlertsNotSent).',
  },
  {
    errors: ['States.*'],
    means: 'The workflow itself could not go on: a mistake in its definition, or data that is too large.',
    then: 'Read the cause; mend the definition, deploy, replay.',
  },
];

/** What holds for everything. */
export const UNKNOWN: Pick<ErrorAdvice, 'means' | 'then'> = {
  means: 'An error that nobody has met here yet.',
  then: 'Read the cause; npx registrar try shows what the step sends. Mend, then replay.',
};

/** What an error means and what to do about it. What is in no row gets an advice that holds for everything. */
export function adviceOn(error: string, cause = ''): Pick<ErrorAdvice, 'means' | 'then'> {
  return findAdvice(error, cause) ?? UNKNOWN;
}

/** The first row that fits; undefined where none does. */
export function findAdvice(error: string, cause: string): ErrorAdvice | undefined {
  return errorAdvice.find(
    (row) => namesOf(row).test(error) && (row.cause === undefined || row.cause.test(cause)),
  );
}

/** The names of a row as one pattern. */
export function namesOf({ errors }: Pick<ErrorAdvice, 'errors'>): RegExp {
  const names = errors.map((name) => name.replaceAll('.', '\\.').replaceAll('*', '.*'));
  return new RegExp(`^(?:${names.join('|')})$`);
}
