import { checkAttributes, checkMutable } from './attributes';
import { aliasExists } from './cognito-errors';
import type { CognitoDependencies } from './cognito-dependencies';
import { checkPassword, hashPassword } from './password';
import { attributeList, attributeRecord, userState, type AttributeType, type User } from './user';
import type { UserPool } from './user-pool';

interface AdminInput {
  readonly UserPoolId: string;
  readonly Username: string;
}

/** An administrator's operations on one user. */
export function adminUsers({ context, pools, users }: CognitoDependencies) {
  const find = (input: AdminInput) => {
    const pool = pools.pool(input.UserPoolId);
    return { pool, user: users.get(pool, input.Username) };
  };
  const change = (user: User, changed: Partial<User>) => {
    users.save({ ...user, ...changed, modified: context.clock.now() });
    return {};
  };
  const refuseTaken = (pool: UserPool, user: User, attributes: Readonly<Record<string, string>>) => {
    for (const name of [...pool.usernameAttributes, ...pool.aliasAttributes]) {
      const owner = attributes[name] === undefined ? undefined : users.find(pool, attributes[name]);
      if (owner && owner.username !== user.username) throw aliasExists();
    }
  };
  return {
    AdminGetUser(input: AdminInput) {
      const { user } = find(input);
      return { Username: user.username, UserAttributes: attributeList(user.attributes), ...userState(user) };
    },

    AdminUpdateUserAttributes(input: AdminInput & { readonly UserAttributes: readonly AttributeType[] }) {
      const { pool, user } = find(input);
      const given = attributeRecord(input.UserAttributes);
      checkAttributes(pool, given);
      checkMutable(pool, given);
      refuseTaken(pool, user, given);
      return change(user, { attributes: updated(user.attributes, given) });
    },

    AdminDeleteUser(input: AdminInput) {
      users.delete(find(input).user);
      return {};
    },

    AdminEnableUser: (input: AdminInput) => change(find(input).user, { enabled: true }),
    AdminDisableUser: (input: AdminInput) => change(find(input).user, { enabled: false }),

    async AdminSetUserPassword(
      input: AdminInput & { readonly Password: string; readonly Permanent?: boolean },
    ) {
      const { pool, user } = find(input);
      checkPassword(input.Password, pool.passwordPolicy);
      const passwordHash = await hashPassword(input.Password);
      return change(user, { passwordHash, status: input.Permanent ? 'CONFIRMED' : 'FORCE_CHANGE_PASSWORD' });
    },
  };
}

/** A new address is not verified unless the call says so; an empty value removes an attribute. */
function updated(
  before: Readonly<Record<string, string>>,
  given: Readonly<Record<string, string>>,
): Record<string, string> {
  const unverified: Record<string, string> = {};
  for (const name of ['email', 'phone_number'])
    if (given[name] !== undefined && given[name] !== before[name]) unverified[`${name}_verified`] = 'false';
  const merged = { ...before, ...unverified, ...given };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== ''));
}
