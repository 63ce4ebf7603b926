import { codeMismatch, invalidParameter, notAuthorized, userAndClientNotFound } from './cognito-errors';
import type { CognitoDependencies } from './cognito-dependencies';
import { checkPassword, hashPassword } from './password';
import { checkSecretHash } from './secret-hash';
import type { User } from './user';
import { checkCode, deliveryDetails, sendCode, verifiedBy } from './verification-code';

interface ForgotPasswordInput {
  readonly ClientId: string;
  readonly SecretHash?: string;
  readonly Username: string;
  readonly ClientMetadata?: Readonly<Record<string, string>>;
}

interface ConfirmInput extends ForgotPasswordInput {
  readonly ConfirmationCode: string;
  readonly Password: string;
}

/** ForgotPassword and ConfirmForgotPassword. */
export function forgotPassword(dependencies: CognitoDependencies) {
  const { context, pools, users, postConfirmation } = dependencies;
  const find = (input: ForgotPasswordInput) => {
    const client = pools.client(input.ClientId);
    const pool = pools.pool(client.poolId);
    checkSecretHash(client, input.Username, input.SecretHash);
    return { client, pool, user: users.find(pool, input.Username) };
  };
  return {
    ForgotPassword(input: ForgotPasswordInput) {
      const { client, user } = find(input);
      if (!user && client.preventUserExistenceErrors)
        return { CodeDeliveryDetails: deliveryDetails('email', input.Username) };
      if (!user) throw userAndClientNotFound();
      const addresses = recoveryAddresses(user);
      return { CodeDeliveryDetails: sendCode(dependencies, user, 'ForgotPassword', addresses) };
    },

    async ConfirmForgotPassword(input: ConfirmInput) {
      const { client, pool, user: before } = find(input);
      if (!before) throw client.preventUserExistenceErrors ? codeMismatch() : userAndClientNotFound();
      checkPassword(input.Password, pool.passwordPolicy);
      checkCode(dependencies, before, 'ForgotPassword', input.ConfirmationCode);
      const user = users.save({
        ...before,
        passwordHash: await hashPassword(input.Password),
        attributes: { ...before.attributes, ...verifiedBy(pool, before) },
        status: 'CONFIRMED',
        code: undefined,
        modified: context.clock.now(),
      });
      const source = 'PostConfirmation_ConfirmForgotPassword';
      await postConfirmation({
        source,
        pool,
        user,
        clientId: client.id,
        clientMetadata: input.ClientMetadata,
      });
      return {};
    },
  };
}

/** Only a verified address of a user with a password gets a reset code. */
function recoveryAddresses(user: User): string[] {
  if (!user.enabled) throw notAuthorized('User is disabled.');
  if (user.status === 'FORCE_CHANGE_PASSWORD' || user.status === 'EXTERNAL_PROVIDER')
    throw notAuthorized('User password cannot be reset in the current state.');
  const verified = ['email', 'phone_number'].filter((name) => user.attributes[`${name}_verified`] === 'true');
  if (verified.length > 0) return verified;
  throw invalidParameter(
    'Cannot reset password for the user as there is no registered/verified email or phone_number',
  );
}
