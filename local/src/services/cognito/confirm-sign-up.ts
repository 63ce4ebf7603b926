import { aliasExists, expiredCode, notAuthorized, userAndClientNotFound } from './cognito-errors';
import type { CognitoDependencies } from './cognito-dependencies';
import { checkSecretHash } from './secret-hash';
import type { User } from './user';
import type { UserPool } from './user-pool';
import { checkCode, verifiedBy } from './verification-code';

type Metadata = Readonly<Record<string, string>>;

interface ClientInput {
  readonly ClientId: string;
  readonly SecretHash?: string;
  readonly Username: string;
  readonly ClientMetadata?: Metadata;
}

interface AdminInput {
  readonly UserPoolId: string;
  readonly Username: string;
  readonly ClientMetadata?: Metadata;
}

/** ConfirmSignUp and AdminConfirmSignUp. A user stays confirmed when the trigger fails. */
export function confirmSignUp(dependencies: CognitoDependencies) {
  const { pools, users } = dependencies;
  return {
    async ConfirmSignUp(
      input: ClientInput & { readonly ConfirmationCode: string; readonly ForceAliasCreation?: boolean },
    ) {
      const client = pools.client(input.ClientId);
      const pool = pools.pool(client.poolId);
      checkSecretHash(client, input.Username, input.SecretHash);
      const user = users.find(pool, input.Username);
      if (!user) throw client.preventUserExistenceErrors ? expiredCode() : userAndClientNotFound();
      refuseConfirmed(user);
      checkCode(dependencies, user, 'SignUp', input.ConfirmationCode);
      takeAlias(dependencies, pool, user, input.ForceAliasCreation ?? false);
      await confirm(dependencies, pool, user, verifiedBy(pool, user), client.id, input.ClientMetadata);
      return {};
    },

    async AdminConfirmSignUp(input: AdminInput) {
      const pool = pools.pool(input.UserPoolId);
      const user = users.get(pool, input.Username);
      refuseConfirmed(user);
      await confirm(dependencies, pool, user, {}, undefined, input.ClientMetadata);
      return {};
    },
  };
}

function refuseConfirmed(user: User): void {
  if (user.status !== 'UNCONFIRMED')
    throw notAuthorized(`User cannot be confirmed. Current status is ${user.status}`);
}

/** A verified alias belongs to one user; a later one may take it only when told to. */
function takeAlias({ users }: CognitoDependencies, pool: UserPool, user: User, force: boolean): void {
  for (const attribute of pool.aliasAttributes) {
    const owner = pool.autoVerified.includes(attribute) && users.find(pool, user.attributes[attribute] ?? '');
    if (!owner || owner.username === user.username) continue;
    if (!force) throw aliasExists();
    users.save({ ...owner, attributes: { ...owner.attributes, [`${attribute}_verified`]: 'false' } });
  }
}

async function confirm(
  { context, users, postConfirmation }: CognitoDependencies,
  pool: UserPool,
  before: User,
  verified: Metadata,
  clientId: string | undefined,
  clientMetadata: Metadata | undefined,
): Promise<void> {
  const attributes = { ...before.attributes, ...verified };
  const modified = context.clock.now();
  const user = users.save({ ...before, attributes, status: 'CONFIRMED', code: undefined, modified });
  await postConfirmation({ source: 'PostConfirmation_ConfirmSignUp', pool, user, clientId, clientMetadata });
}
