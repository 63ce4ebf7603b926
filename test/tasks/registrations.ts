import type { PostConfirmationTriggerEvent } from 'aws-lambda';
import type { UserRegistered, UserRegisteredEnvelope } from '../../tasks/shared/user-registered';

export const POOL = 'us-east-1_AbCdEf123';
/** A moment after the events that are made here. */
export const NOW = new Date('2026-01-31T12:00:01.000Z');
export const SUB = '6f9619ff-8b86-4011-b42d-00c04fc964ff';
export const ENVELOPE_ID = '11111111-1111-4111-8111-111111111111';
export const OTHER_ENVELOPE_ID = '22222222-2222-4222-8222-222222222222';

/** Cognito's PostConfirmation event of a native user; `attributes` are laid over the usual ones, undefined removes one. */
export function trigger(
  attributes: Record<string, string | undefined> = {},
  changes: Partial<PostConfirmationTriggerEvent> = {},
): PostConfirmationTriggerEvent {
  const userAttributes = {
    sub: SUB,
    'cognito:user_status': 'CONFIRMED',
    email: 'Ada@Example.com',
    email_verified: 'true',
    name: 'Ada Lovelace',
    phone_number: '+15551234567',
    ...attributes,
  };
  return {
    version: '1',
    triggerSource: 'PostConfirmation_ConfirmSignUp',
    region: 'us-east-1',
    userPoolId: POOL,
    userName: SUB,
    callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: '1example23456789' },
    request: { userAttributes: JSON.parse(JSON.stringify(userAttributes)) as Record<string, string> },
    response: {},
    ...changes,
  };
}

/** A valid `user.registered`, in the envelope in which EventBridge delivers it. */
export function registered(
  data: Partial<UserRegistered['data']> = {},
  metadata: Partial<UserRegistered['metadata']> = {},
  id = ENVELOPE_ID,
): UserRegisteredEnvelope & Record<string, unknown> {
  return {
    version: '0',
    id,
    'detail-type': 'user.registered',
    source: 'user-registration',
    account: '000000000000',
    time: '2026-01-31T12:00:00Z',
    region: 'us-east-1',
    resources: [],
    detail: {
      metadata: {
        event_id: '33333333-3333-5333-8333-333333333333',
        schema_version: '1',
        occurred_at: '2026-01-31T12:00:00.000Z',
        correlation_id: 'correlation-1',
        origin: 'sign-up',
        ...metadata,
      },
      data: {
        cognito_id: SUB,
        user_pool_id: POOL,
        username: SUB,
        email: 'Ada@Example.com',
        email_verified: true,
        name: 'Ada Lovelace',
        phone: '+15551234567',
        identity_provider: 'cognito',
        ...data,
      },
    },
  };
}

/** A dependency that a test does not expect to be used. */
export function unplanned(name: string): () => never {
  return () => {
    throw new Error(`${name} was not expected to be called`);
  };
}
