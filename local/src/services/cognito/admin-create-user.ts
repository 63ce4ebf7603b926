import { invalidParameter, notAuthorized, userNotFound, usernameExists } from './cognito-errors';
import type { CognitoDependencies } from './cognito-dependencies';
import { checkPassword, hashPassword, temporaryPassword } from './password';
import { identity } from './sign-up';
import { attributeRecord, userOutput, type AttributeType, type User } from './user';
import type { UserPool } from './user-pool';

interface AdminCreateUserInput {
  readonly UserPoolId: string;
  readonly Username: string;
  readonly UserAttributes?: readonly AttributeType[];
  readonly TemporaryPassword?: string;
  readonly MessageAction?: 'RESEND' | 'SUPPRESS';
  readonly DesiredDeliveryMediums?: readonly string[];
}

/** AdminCreateUser: a user who must change a temporary password. It fires no PostConfirmation trigger. */
export function adminCreateUser(dependencies: CognitoDependencies) {
  const { context, pools, users } = dependencies;
  return async (input: AdminCreateUserInput) => {
    const pool = pools.pool(input.UserPoolId);
    const password = input.TemporaryPassword ?? temporaryPassword();
    checkPassword(password, pool.passwordPolicy);
    const before = users.find(pool, input.Username);
    if (before && input.MessageAction !== 'RESEND') throw usernameExists(pool, input.Username, true);
    if (!before && input.MessageAction === 'RESEND') throw userNotFound();
    const now = context.clock.now();
    const known = before ? resendTo(before) : newUser(pool, input, now);
    const user = { ...known, passwordHash: await hashPassword(password), modified: now };
    users.save(user);
    if (input.MessageAction !== 'SUPPRESS')
      invite(dependencies, user, password, input.DesiredDeliveryMediums);
    return { User: userOutput(user) };
  };
}

function newUser(pool: UserPool, input: AdminCreateUserInput, now: number): User {
  const given = attributeRecord(input.UserAttributes);
  if (given['sub'] !== undefined) throw invalidParameter('Cannot modify the non-mutable attribute sub');
  const { username, attributes } = identity(pool, input.Username, given);
  // Where an administrator says nothing of it, Cognito does not either.
  for (const name of ['email_verified', 'phone_number_verified'])
    if (given[name] === undefined) delete attributes[name];
  checkAddresses(attributes, input.DesiredDeliveryMediums);
  return {
    ...{ poolId: pool.id, username, attributes, enabled: true, created: now, modified: now },
    status: 'FORCE_CHANGE_PASSWORD',
  };
}

/** API reference, AdminCreateUser, UserAttributes: what can be verified or written to must be there. */
function checkAddresses(attributes: Readonly<Record<string, string>>, mediums: readonly string[] = []): void {
  const addresses = { email: 'EMAIL', phone_number: 'SMS' };
  for (const [name, medium] of Object.entries(addresses))
    if (!attributes[name] && (attributes[`${name}_verified`] === 'true' || mediums.includes(medium)))
      throw invalidParameter(
        `${name} is required when ${name}_verified is true or ${medium} is among DesiredDeliveryMediums.`,
      );
}

function resendTo(user: User): User {
  if (user.status !== 'FORCE_CHANGE_PASSWORD')
    throw notAuthorized('Resend not possible. User status is not FORCE_CHANGE_PASSWORD');
  return user;
}

function invite(
  { mailbox }: CognitoDependencies,
  { poolId: userPoolId, username, attributes }: User,
  code: string,
  mediums: readonly string[] = ['SMS'],
): void {
  const subject = 'Your temporary password';
  const { email, phone_number: phone } = attributes;
  if (mediums.includes('EMAIL') && email)
    mailbox.deliver({ userPoolId, username, medium: 'EMAIL', to: email, subject, code });
  if (mediums.includes('SMS') && phone)
    mailbox.deliver({ userPoolId, username, medium: 'SMS', to: phone, subject, code });
}
