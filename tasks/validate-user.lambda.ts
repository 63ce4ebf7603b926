import { IdempotencyConfig, makeIdempotent } from '@aws-lambda-powertools/idempotency';
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Context } from 'aws-lambda';
import { environment } from './shared/environment';
import { logger, tracer } from './shared/observability';
import type { UpsertUserInput, ValidateUserInput } from './shared/state-document';
import { validateUser, type Claim } from './validate-user';

// A claim is two calls, three where DynamoDB's refusal does not carry the item. One call is at most 2 attempts ×
// 0.5 s + 1 back-off of at most 0.5 s (the SDK's, when throttled) = 1.5 s, so a claim ends within 4.5 s: before the
// 5 s after which the state gives up and the function is stopped, and from when on an unfinished claim is up for grabs.
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

/** Keyed on the first argument; the answer that is stored is the owner, an envelope's id: no personal data. */
const claim: Claim = makeIdempotent(
  async (_cognitoId: string, envelopeId: string) => ({ owner: envelopeId }),
  {
    persistenceStore: new DynamoDBPersistenceLayer({
      tableName: environment('IDEMPOTENCY_TABLE_NAME'),
      awsSdkV3Client: dynamodb,
    }),
    config: idempotency,
    // Not the function's name, which is the default: a renamed function must find the claims made before.
    keyPrefix: 'registration-claim',
  },
);

/** State `ValidateUser`. */
export async function handler(input: ValidateUserInput, context: Context): Promise<UpsertUserInput> {
  logger.addContext(context);
  idempotency.registerLambdaContext(context);
  const state = await validateUser({ claim }, input);
  const { envelope_id, message_id, attempt, replay } = state.delivery;
  logger.info('Registration is valid', {
    envelope_id,
    message_id,
    attempt,
    replay_id: replay?.replay_id,
    cognito_id: state.user.cognito_id,
    owner: state.claim.owner,
  });
  return state;
}
