import { invalidParameter } from './cognito-errors';
import type { CognitoDependencies } from './cognito-dependencies';
import { identitiesOf, identityOf, linkedUser } from './identities';

/** A user as this operation names it: of the pool's own (`Cognito`), or at a provider. */
interface ProviderUser {
  readonly ProviderName?: string;
  readonly ProviderAttributeName?: string;
  readonly ProviderAttributeValue?: string;
}

interface Input {
  readonly UserPoolId: string;
  readonly DestinationUser: ProviderUser;
  readonly SourceUser: ProviderUser;
}

/** API reference, AdminLinkProviderForUser. */
const MOST = 5;

/**
 * AdminLinkProviderForUser: whoever signs in with the source's account is from then on the destination. The source must
 * not have signed in before. No trigger fires.
 */
export function adminLinkProviderForUser({ context, pools, users }: CognitoDependencies) {
  return (input: Input) => {
    const pool = pools.pool(input.UserPoolId);
    const user = users.get(pool, usernameOf(input.DestinationUser));
    const { ProviderName: provider = '', ProviderAttributeValue: subject = '' } = input.SourceUser;
    if (provider === '' || provider === 'Cognito' || subject === '')
      throw invalidParameter('SourceUser must name a user at an identity provider.');
    if (users.find(pool, `${provider}_${subject}`))
      throw invalidParameter(
        'Merging is not currently supported, provide a SourceUser that has not been signed up in order to link',
      );
    if (linkedUser(users.list(pool.id), { provider, subject }))
      throw invalidParameter('SourceUser is already linked to DestinationUser');
    const linked = identitiesOf(user);
    if (linked.length >= MOST)
      throw invalidParameter(`A user can be linked to ${MOST} federated users at most.`);
    const now = context.clock.now();
    const identities = JSON.stringify([...linked, identityOf(provider, subject, false, now)]);
    users.save({ ...user, attributes: { ...user.attributes, identities }, modified: now });
    return {};
  };
}

function usernameOf({ ProviderName = 'Cognito', ProviderAttributeValue = '' }: ProviderUser): string {
  return ProviderName === 'Cognito' ? ProviderAttributeValue : `${ProviderName}_${ProviderAttributeValue}`;
}
