import { randomUUID } from 'node:crypto';
import { checkAttributes, checkClientMayWrite, checkEmail, checkRequired } from './attributes';
import { invalidParameter, notAuthorized, usernameExists } from './cognito-errors';
import type { CognitoDependencies } from './cognito-dependencies';
import { checkPassword, hashPassword } from './password';
import { checkSecretHash } from './secret-hash';
import { attributeRecord, type AttributeType, type User } from './user';
import type { UserPool } from './user-pool';
import { sendCode } from './verification-code';

export interface SignUpInput {
  readonly ClientId: string;
  readonly SecretHash?: string;
  readonly Username: string;
  readonly Password: string;
  readonly UserAttributes?: readonly AttributeType[];
}

/** SignUp: an unconfirmed user, who gets a code when the pool verifies an address of theirs. */
export function signUp(dependencies: CognitoDependencies) {
  const { context, pools, users } = dependencies;
  return async (input: SignUpInput) => {
    const client = pools.client(input.ClientId);
    const pool = pools.pool(client.poolId);
    checkSecretHash(client, input.Username, input.SecretHash);
    if (pool.adminCreateOnly) throw notAuthorized('SignUp is not permitted for this user pool');
    const given = attributeRecord(input.UserAttributes);
    checkClientMayWrite(client, given);
    checkPassword(input.Password, pool.passwordPolicy);
    const { username, attributes } = identity(pool, input.Username, given);
    if (users.find(pool, input.Username)) throw usernameExists(pool, input.Username);
    const passwordHash = await hashPassword(input.Password);
    // Another sign-up may have come while the password was hashed.
    if (users.find(pool, input.Username)) throw usernameExists(pool, input.Username);
    const now = context.clock.now();
    const user: User = {
      ...{ poolId: pool.id, username, attributes, status: 'UNCONFIRMED', enabled: true },
      ...{ passwordHash, created: now, modified: now },
    };
    users.save(user);
    const CodeDeliveryDetails = sendCode(dependencies, user, 'SignUp', pool.autoVerified);
    return { UserConfirmed: false, CodeDeliveryDetails, UserSub: attributes['sub'] };
  };
}

/**
 * Username and attributes of a new user: where users sign in with an address, that address is an attribute and the username
 * is the `sub`. Throws for what does not fit the pool.
 */
export function identity(pool: UserPool, name: string, given: Readonly<Record<string, string>>) {
  const sub = randomUUID();
  const address = addressAttribute(pool, name);
  const attributes: Record<string, string> = { ...given, ...(address && { [address]: name }), sub };
  checkAttributes(pool, attributes);
  checkRequired(pool, attributes);
  for (const verifiable of ['email', 'phone_number'])
    if (attributes[verifiable]) attributes[`${verifiable}_verified`] ??= 'false';
  return { username: address ? sub : name, attributes };
}

function addressAttribute(pool: UserPool, name: string): string | undefined {
  const { usernameAttributes: allowed } = pool;
  if (allowed.length === 0) return undefined;
  if (allowed.includes('phone_number') && name.startsWith('+')) return 'phone_number';
  if (!allowed.includes('email')) throw invalidParameter('Username should be a phone number.');
  if (name.includes('@')) {
    checkEmail(name);
    return 'email';
  }
  throw invalidParameter(
    allowed.length > 1
      ? 'Username should be either an email or a phone number.'
      : 'Username should be an email.',
  );
}
