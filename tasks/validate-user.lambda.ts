import { IdempotencyConfig, makeIdempotent } from '@aws-lambda-powertools/idempotency';
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Context } from 'aws-lambda';
import { CLAIM_PREFIX } from './shared/claim-id';
import { environment } from './shared/environment';
import { logger, tracer } from './shared/observability';
import { showingCauses } from './shared/show-causes';
import type { UpsertUserInput, ValidateUserInput } from './shared/state-document';
import { validateUser, type Claim } from './validate-user';

// A claim is two calls, and so is a look at somebody else's where DynamoDB's refusal does not carry the item. One call is at
// most 2 attempts × 0.5 s + 1 back-off of at most 0.5 s (the SDK's, when throttled) = 1.5 s, so a claim ends within 3 s: well
// before the 5 s after which the state gives up and the function is stopped. An unfinished claim, also one that was written
// though its answer was lost, is up for grabs when that time of the function is over: at most 5 s after it was made.
const dynamodb = tracer.captureAWSv3Client(
  new DynamoDBClient({
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 400, requestTimeout: 500, throwOnRequestTimeout: true },
  }),
);

const idempotency = new IdempotencyConfig({
  expiresAfterSeconds: Number(environment('IDEMPOTENCY_EXPIRES_AFTER_SECONDS')),
  hashFunction: 'sha256',
  throwOnNoIdempotencyKey: true,
  useLocalCache: false,
});

/**
 * Keyed on the first argument. What is stored is the owner, a failure id, in which the event's detail is hashed: with an
 * envelope's id alone, another event under the same id would pass for this one. No personal data.
 */
const claim: Claim = makeIdempotent(async (_cognitoId: string, failureId: string) => ({ owner: failureId }), {
  persistenceStore: new DynamoDBPersistenceLayer({
    tableName: environment('IDEMPOTENCY_TABLE_NAME'),
    awsSdkV3Client: dynamodb,
  }),
  config: idempotency,
  keyPrefix: CLAIM_PREFIX,
});

/** State `ValidateUser`. */
export async function handler(input: ValidateUserInput, context: Context): Promise<UpsertUserInput> {
  logger.addContext(context);
  idempotency.registerLambdaContext(context);
  const state = await loggingFailure(input, () =>
    validateUser(
      {
        claim: (...user) => showingCauses(() => claim(...user)),
        userPoolId: environment('USER_POOL_ID'),
        now: () => new Date(),
      },
      input,
    ),
  );
  const { failure_id, envelope_id, message_id, attempt, replay, started_by } = state.delivery;
  logger.info('Registration is valid', {
    failure_id,
    envelope_id,
    message_id,
    attempt,
    replay_id: replay?.replay_id,
    started_by,
    cognito_id: state.user.cognito_id,
    owner: state.claim.owner,
    notes: state.user.notes,
  });
  return state;
}

/** The workflow is not told which invocation failed: this line joins its registration to its request id. */
async function loggingFailure<Result>(
  { delivery: { failure_id, attempt } }: ValidateUserInput,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    logger.warn('Registration is not let through', {
      failure_id,
      attempt,
      error_name: error instanceof Error ? error.name : undefined,
    });
    throw error;
  }
}
