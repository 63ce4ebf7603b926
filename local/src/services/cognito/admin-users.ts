import { changedAttributes, withoutAttributes } from './change-attributes';
import type { CognitoDependencies } from './cognito-dependencies';
import { checkPassword, hashPassword } from './password';
import { attributeList, attributeRecord, userState, type AttributeType, type User } from './user';

interface AdminInput {
  readonly UserPoolId: string;
  readonly Username: string;
}

/** An administrator's operations on one user. */
export function adminUsers(dependencies: CognitoDependencies) {
  const { context, pools, users } = dependencies;
  const find = (input: AdminInput) => {
    const pool = pools.pool(input.UserPoolId);
    return { pool, user: users.get(pool, input.Username) };
  };
  const change = (user: User, changed: Partial<User>) => {
    users.save({ ...user, ...changed, modified: context.clock.now() });
    return {};
  };
  return {
    AdminGetUser(input: AdminInput) {
      const { user } = find(input);
      return { Username: user.username, UserAttributes: attributeList(user.attributes), ...userState(user) };
    },

    AdminUpdateUserAttributes(input: AdminInput & { readonly UserAttributes: readonly AttributeType[] }) {
      const { pool, user } = find(input);
      const given = attributeRecord(input.UserAttributes);
      return change(user, { attributes: changedAttributes(dependencies, pool, user, given) });
    },

    AdminDeleteUserAttributes(input: AdminInput & { readonly UserAttributeNames: readonly string[] }) {
      const { pool, user } = find(input);
      return change(user, { attributes: withoutAttributes(pool, user, input.UserAttributeNames) });
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
