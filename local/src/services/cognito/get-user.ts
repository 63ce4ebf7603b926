import type { CognitoDependencies } from './cognito-dependencies';
import { attributeList } from './user';

/** GetUser: the user of an access token. */
export function getUser({ pools, users, tokens }: CognitoDependencies) {
  return async (input: { readonly AccessToken: string }) => {
    const claims = await tokens.check(input.AccessToken);
    const user = users.get(pools.pool(claims.poolId), String(claims['username']));
    return { Username: user.username, UserAttributes: attributeList(user.attributes) };
  };
}
