import { randomUUID } from 'node:crypto';

/** A made-up user, whose personal data the invariants know by its marks. */
export interface TestUser {
  readonly id: string;
  /** The user pool they signed up to: the stack's own, or they are refused. */
  readonly pool: string;
  readonly email: string;
  readonly name: string;
  readonly phone: string;
}

/** What one may leave out at a sign-up. */
export type Registrant = Pick<TestUser, 'id' | 'pool' | 'email'> &
  Partial<TestUser> & { readonly verified?: boolean };

const ANY_POOL = 'us-east-1_Faults001';

/** One id serves as `sub` and as envelope id: a fault that names it hits every call of this registration. */
export function testUser(number: number, id: string = randomUUID(), pool = ANY_POOL): TestUser {
  return {
    id,
    pool,
    email: `user-${number}@canary.example`,
    name: `Canary Ünï-${number} O'Neil`,
    phone: `+1555012${String(number).padStart(7, '0')}`,
  };
}

/** The body of the message that EventBridge would send for this user. */
export function envelope(user: Registrant, now: number, more: object = {}): string {
  const { id, pool, email, name, phone, verified = true } = user;
  const time = new Date(now).toISOString();
  return JSON.stringify({
    version: '0',
    id,
    'detail-type': 'user.registered',
    source: 'user-registration',
    account: '000000000000',
    time: `${time.slice(0, 19)}Z`,
    region: 'us-east-1',
    resources: [],
    detail: {
      metadata: {
        event_id: id,
        schema_version: '1',
        occurred_at: time,
        correlation_id: `sign-up ${id}`,
        origin: 'sign-up',
      },
      data: {
        cognito_id: id,
        user_pool_id: pool,
        username: id,
        email,
        email_verified: verified,
        name,
        phone,
        identity_provider: 'cognito',
        ...more,
      },
    },
  });
}

/** What Cognito hands its PostConfirmation trigger for this user. */
export function triggerEvent(user: Registrant): string {
  const { id, pool, email, name, phone, verified = true } = user;
  return JSON.stringify({
    version: '1',
    region: 'us-east-1',
    userPoolId: pool,
    userName: id,
    callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: 'client' },
    triggerSource: 'PostConfirmation_ConfirmSignUp',
    request: {
      userAttributes: { sub: id, email, name, phone_number: phone, email_verified: String(verified) },
    },
    response: {},
  });
}
