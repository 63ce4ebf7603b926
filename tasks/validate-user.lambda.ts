import { IdempotencyConfig, makeIdempotent } from '@aws-lambda-powertools/idempotency';
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Context } from 'aws-lambda';
import { environment } from './shared/environment';
import { logger, tracer } from './shared/observability';
import type { UpsertUserInput, ValidateUserInput } from './shared/state-document';
import { validateUser, type Claim } from './validate-user';

// One claim is two calls, three when it is taken (this DynamoDB answers without the old item), each of at most
// 2 attempts × 1 s + 0.5 s of back-off: 3 × 2.5 s = 7.5 s, within the function's time-out of 10 s.
const dynamodb = tracer.captureAWSv3Client(
  new DynamoDBClient({
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 500, requestTimeout: 1_000, throwOnRequestTimeout: true },
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
  logger.info('Registration is valid', { delivery: state.delivery, claim: state.claim });
  return state;
}
