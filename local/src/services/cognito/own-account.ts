import { checkClientMayWrite } from './attributes';
import { changedAttributes, withoutAttributes } from './change-attributes';
import { invalidParameter, notAuthorized } from './cognito-errors';
import type { CognitoDependencies } from './cognito-dependencies';
import { attributeRecord, type AttributeType, type User } from './user';
import { checkCode, sendCode, type CodeDeliveryDetails } from './verification-code';

interface OwnInput {
  readonly AccessToken: string;
}

type VerifiedName = 'email' | 'phone_number';

/** What a signed-in user does with their own account. */
export function ownAccount(dependencies: CognitoDependencies) {
  const { context, pools, users, tokens } = dependencies;
  const own = async ({ AccessToken }: OwnInput) => {
    const claims = await tokens.check(AccessToken);
    const pool = pools.pool(claims.poolId);
    const user = users.get(pool, String(claims['username']));
    if (!user.enabled) throw notAuthorized('User is disabled.');
    return { pool, user, client: pools.client(String(claims['client_id'])) };
  };
  const change = (user: User, attributes: User['attributes']) =>
    users.save({ ...user, attributes, modified: context.clock.now() });
  return {
    /** A new address of a kind that the pool verifies gets a code; until it is given back the address is not verified. */
    async UpdateUserAttributes(input: OwnInput & { readonly UserAttributes: readonly AttributeType[] }) {
      const { pool, user, client } = await own(input);
      const given = attributeRecord(input.UserAttributes);
      checkClientMayWrite(client, given);
      const changed = change(user, changedAttributes(dependencies, pool, user, given));
      const fresh = pool.autoVerified.filter((name) => given[name] && given[name] !== user.attributes[name]);
      return { CodeDeliveryDetailsList: fresh.flatMap((name) => codeFor(dependencies, changed, name)) };
    },

    async VerifyUserAttribute(
      input: OwnInput & { readonly AttributeName: VerifiedName; readonly Code: string },
    ) {
      const { user } = await own(input);
      const name = verifiable(input.AttributeName);
      checkCode(dependencies, user, `Verify ${name}`, input.Code);
      change({ ...user, code: undefined }, { ...user.attributes, [`${name}_verified`]: 'true' });
      return {};
    },

    async DeleteUserAttributes(input: OwnInput & { readonly UserAttributeNames: readonly string[] }) {
      const { pool, user, client } = await own(input);
      checkClientMayWrite(client, Object.fromEntries(input.UserAttributeNames.map((name) => [name, ''])));
      change(user, withoutAttributes(pool, user, input.UserAttributeNames));
      return {};
    },

    async DeleteUser(input: OwnInput) {
      users.delete((await own(input)).user);
      return {};
    },
  };
}

function codeFor(dependencies: CognitoDependencies, user: User, name: string): CodeDeliveryDetails[] {
  const details = sendCode(dependencies, user, `Verify ${verifiable(name)}`, [name]);
  return details ? [details] : [];
}

function verifiable(name: string): VerifiedName {
  if (name === 'email' || name === 'phone_number') return name;
  throw invalidParameter('User attribute cannot be verified. Only email and phone_number can be verified.');
}
