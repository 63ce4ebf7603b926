import { isKnownError } from './known-errors';
import type { Fault } from 'local-cloud/kernel/faults';
import type { TestUser } from './test-user';

/** What happens to a call; where it happens is the cell's. */
export type Effect = Pick<Fault, 'error' | 'response' | 'delay' | 'afterEffect' | 'crash'>;

/** A Task's call, and the errors that stand for everything its `Retry` and `Catch` do not name. */
interface Calls {
  readonly service: string;
  readonly operation: string;
  /** Errors that the definition does not list: the operator's lane, the data lane and lost answers. */
  readonly unlisted: readonly string[];
  /** The effect that makes Step Functions report this error. */
  effect(error: string): Effect | undefined;
}

const LOST = 'lost answer';
const LATE = 'States.Timeout, after its effect';
/** Longer than any step waits. */
const TOO_LONG = 60_000;
/** Personal data where services put it, in the message; `quoting` fills in a user's own. */
const QUOTE = 'Key (email)=({email}) of ({name}), {phone}';

const plans: Readonly<Record<string, Calls>> = {
  'arn:aws:states:::lambda:invoke': {
    service: 'lambda',
    operation: 'Invoke',
    unlisted: ['InvalidRegistrationError', 'Lambda.ResourceNotFoundException', 'TypeError', LATE],
    effect: lambdaEffect,
  },
  'arn:aws:states:::aws-sdk:rdsdata:executeStatement': {
    service: 'rds-data',
    operation: 'ExecuteStatement',
    unlisted: [
      ...[
        'RdsData.AccessDeniedException',
        'RdsData.SecretsErrorException',
        'RdsData.DatabaseErrorException',
        'EmailInUse',
      ],
      ...[`RdsData.StatementTimeoutException, ${LOST}`, LATE],
    ],
    effect: databaseEffect,
  },
  'arn:aws:states:::aws-sdk:cognitoidentityprovider:adminGetUser': {
    service: 'cognito-idp',
    operation: 'AdminGetUser',
    // A question has no effect: an answer that is lost or late is like none.
    unlisted: [
      'CognitoIdentityProvider.NotAuthorizedException',
      'CognitoIdentityProvider.ResourceNotFoundException',
    ],
    effect: (error) => serviceEffect(error, 'CognitoIdentityProvider'),
  },
  'arn:aws:states:::events:putEvents': {
    service: 'events',
    operation: 'PutEvents',
    unlisted: ['EventBridge.AccessDeniedException', `EventBridge.InternalException, ${LOST}`, LATE],
    effect: eventBridgeEffect,
  },
  'arn:aws:states:::dynamodb:updateItem': {
    service: 'dynamodb',
    operation: 'UpdateItem',
    unlisted: [
      ...['DynamoDB.ProvisionedThroughputExceededException', 'DynamoDB.ResourceNotFoundException'],
      ...[`DynamoDB.InternalServerErrorException, ${LOST}`, 'States.Timeout', LATE],
    ],
    effect: (error) => serviceEffect(error, 'DynamoDB'),
  },
  'arn:aws:states:::sns:publish': {
    service: 'sns',
    operation: 'Publish',
    unlisted: ['SNS.InternalErrorException', 'SNS.AuthorizationErrorException', 'States.Timeout', LATE],
    effect: (error) => serviceEffect(error, 'SNS'),
  },
};

/** An effect whose messages quote this user. */
export function quoting<Thing extends object>(effect: Thing, user: TestUser): Thing {
  const fill = (text: string, member: 'id' | 'email' | 'name' | 'phone') =>
    text.replaceAll(`{${member}}`, user[member]);
  const members = ['id', 'email', 'name', 'phone'] as const;
  return JSON.parse(members.reduce(fill, JSON.stringify(effect))) as Thing;
}

/** How a Task calls its resource. Throws for a resource that has no plan: a new kind of step needs its faults. */
export function callsOf(step: string, resource: string): Calls {
  const calls = plans[resource];
  if (calls) return calls;
  throw new Error(`${step}: ${resource} has no fault plan. Add one to test/faults/fault-plans.ts.`);
}

/** What makes a step fail with an error. Throws for an error that nothing is known to raise. */
export function effectFor(step: string, resource: string, error: string): Effect {
  const effect = callsOf(step, resource).effect(error);
  if (effect) return effect;
  throw new Error(`${step}: nothing raises ${error}. Add it to test/faults/fault-plans.ts, or take it out.`);
}

/** The error name that Step Functions reports for the error of a cell. */
export function reported(error: string): string {
  return error.replace(/, .*$/, '');
}

function lambdaEffect(error: string): Effect | undefined {
  if (error === 'Runtime.ExitError') return { crash: 1 };
  if (error === 'Lambda.Unknown') return functionError({});
  if (error === 'Lambda.AWSLambdaException') return refusal('ServiceUnavailable', 503);
  if (/^(Idempotency\w+|InvalidRegistration|Type)Error$|^Sandbox\./.test(error))
    return functionError({ errorType: error, errorMessage: QUOTE, trace: [] });
  return serviceEffect(error, 'Lambda');
}

function functionError(document: object): Effect {
  return { response: { StatusCode: 200, FunctionError: 'Unhandled', Payload: JSON.stringify(document) } };
}

function databaseEffect(error: string): Effect | undefined {
  if (error === 'EmailInUse') return { response: registered('email_in_use') };
  // The API's model lists no throttling: the SDK has only its general exception for it.
  if (error === 'RdsData.RdsDataException') return refusal('ThrottlingException', 400, 'Rate exceeded');
  if (error === 'RdsData.DatabaseErrorException')
    return refusal('DatabaseErrorException', 400, `ERROR: duplicate key value; ${QUOTE}; SQLState: 23505`);
  return serviceEffect(error, 'RdsData');
}

/** What register_user answers where it wrote nothing. */
export function registered(operation: string, more: object = {}): Record<string, unknown> {
  const document = { operation, persisted_at: null, user: null, ...more };
  return { records: [[{ stringValue: JSON.stringify(document) }]], numberOfRecordsUpdated: 0 };
}

function eventBridgeEffect(error: string): Effect | undefined {
  if (error === 'EventBridge.FailedEntry')
    return {
      response: { FailedEntryCount: 1, Entries: [{ ErrorCode: 'InternalFailure', ErrorMessage: QUOTE }] },
    };
  return serviceEffect(error, 'EventBridge');
}

function serviceEffect(error: string, prefix: string): Effect | undefined {
  if (error === 'States.Timeout') return { delay: TOO_LONG };
  if (error === LATE) return { delay: TOO_LONG, afterEffect: true };
  const name = reported(error);
  if (!name.startsWith(`${prefix}.`) || !isKnownError(prefix, name.slice(prefix.length + 1)))
    return undefined;
  const code = name
    .slice(prefix.length + 1)
    .replace(/^(ServiceUnavailableError|InternalError|AuthorizationError)Exception$/, '$1');
  return {
    // DynamoDB and SNS are not known to quote what they were given.
    ...refusal(
      code,
      /Internal|Unavailable/.test(code) ? 500 : 400,
      /DynamoDB|SNS/.test(prefix) ? 'Injected' : QUOTE,
    ),
    ...(error.endsWith(LOST) && { afterEffect: true }),
  };
}

function refusal(code: string, status: number, message = 'Injected'): Effect {
  return { error: { code, message, status } };
}
