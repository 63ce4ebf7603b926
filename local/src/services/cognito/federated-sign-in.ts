import { randomUUID } from 'node:crypto';
import { checkAttributes } from './attributes';
import { invalidParameter } from './cognito-errors';
import type { CognitoDependencies } from './cognito-dependencies';
import { identityOf, linkedUser } from './identities';
import { subOf, type User } from './user';
import type { UserPool } from './user-pool';

/** A sign-in through an identity provider's pages, which the local cloud does not have. */
export interface FederatedSignIn {
  readonly userPoolId: string;
  /** `Google`, `Facebook`, `SignInWithApple`, `LoginWithAmazon`, or the name of a SAML or OIDC provider. */
  readonly provider: string;
  /** The user's id at the provider. */
  readonly subject: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

/**
 * The user of such a sign-in. The first one makes the user, without `email_verified`, and fires the PostConfirmation trigger as
 * managed login does (guide, "Post confirmation Lambda trigger"); its failure fails the sign-in and the user stays.
 */
export function federatedSignIn({ context, pools, users, postConfirmation }: CognitoDependencies) {
  return async (input: FederatedSignIn) => {
    for (const name of ['userPoolId', 'provider', 'subject'] as const)
      if (typeof input[name] !== 'string' || input[name] === '')
        throw invalidParameter(`federated-sign-in: ${name} is missing; give it as a text.`);
    const pool = pools.pool(input.userPoolId);
    const username = `${input.provider}_${input.subject}`;
    const known = users.find(pool, username) ?? linkedUser(users.list(pool.id), input);
    if (known) return answer(known, false);
    const user = users.save(newUser(pool, username, input, context.clock.now()));
    const clientId = [...pools.clients.values()].find((client) => client.poolId === pool.id)?.id;
    await postConfirmation({ source: 'PostConfirmation_ConfirmSignUp', pool, user, clientId });
    return answer(user, true);
  };
}

function newUser(pool: UserPool, username: string, input: FederatedSignIn, now: number): User {
  const { provider, subject, attributes = {} } = input;
  checkAttributes(pool, attributes);
  const identities = JSON.stringify([identityOf(provider, subject, true, now)]);
  return {
    poolId: pool.id,
    username,
    attributes: { ...attributes, identities, sub: randomUUID() },
    status: 'EXTERNAL_PROVIDER',
    ...{ enabled: true, created: now, modified: now },
  };
}

function answer(user: User, firstSignIn: boolean) {
  return { username: user.username, sub: subOf(user), firstSignIn };
}
