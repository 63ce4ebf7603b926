import { randomUUID } from 'node:crypto';
import { type SFNClient, StartSyncExecutionCommand } from '@aws-sdk/client-sfn';
import { failureIdOf } from '../../tasks/shared/failure-id';
import { userPersistedId, userRegisteredId } from '../../tasks/shared/ids';

export interface Registration {
  /** The id that its failure record has. */
  readonly failureId: string;
  readonly cognitoId: string;
  readonly body: string;
  /** Which delivery it is. @default the last */
  readonly attempt?: number;
}

/** A sign-up event in its envelope, as EventBridge hands it to the queue. */
export function aRegistration(
  data: Readonly<Record<string, unknown>> = {},
  { envelopeId = String(randomUUID()), user_pool_id = 'us-east-1_Example01' } = {},
): Registration {
  const cognitoId = randomUUID();
  const occurred_at = new Date().toISOString();
  const metadata = {
    event_id: userRegisteredId(user_pool_id, cognitoId),
    schema_version: '1',
    occurred_at,
    correlation_id: cognitoId,
    origin: 'sign-up',
  };
  const detail = {
    metadata,
    data: {
      cognito_id: cognitoId,
      user_pool_id,
      username: cognitoId,
      email: `${cognitoId.slice(0, 8)}@example.com`,
      email_verified: true,
      name: 'Ada Lovelace',
      phone: '+441632960001',
      identity_provider: 'cognito',
      ...data,
    },
  };
  const envelope = {
    version: '0',
    id: envelopeId,
    'detail-type': 'user.registered',
    source: 'user-registration',
  };
  const body = JSON.stringify({ ...envelope, detail });
  return { failureId: failureIdOf(body), cognitoId, body };
}

/** Id of the event that announces this registration. */
export function persistedEventId({ body }: Registration): string {
  const { detail } = JSON.parse(body) as {
    detail: { metadata: { event_id: string; occurred_at: string } };
  };
  return userPersistedId(detail.metadata);
}

/** Delivers a body as the pipe would, on the delivery on which the workflow gives up. Answers the execution's output. */
export async function deliverLast(
  client: SFNClient,
  stateMachineArn: string,
  body: string,
  attempt = 4,
): Promise<Readonly<Record<string, unknown>>> {
  const message = {
    messageId: randomUUID(),
    receiptHandle: 'receipt',
    body,
    attributes: { ApproximateReceiveCount: String(attempt), SentTimestamp: String(Date.now()) },
    messageAttributes: {},
    eventSource: 'aws:sqs',
  };
  const { output = '{}' } = await client.send(
    new StartSyncExecutionCommand({ stateMachineArn, input: JSON.stringify([message]) }),
  );
  return JSON.parse(output) as Readonly<Record<string, unknown>>;
}
