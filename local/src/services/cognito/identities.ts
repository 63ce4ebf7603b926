import type { User } from './user';

/** One entry of a user's `identities` attribute: an account at an identity provider. */
export interface Identity {
  readonly userId: string;
  readonly providerName: string;
  readonly providerType: string;
  readonly issuer: string | null;
  /** Whether the user came to be by it. */
  readonly primary: boolean;
  /** Epoch milliseconds. */
  readonly dateCreated: number;
}

export function identityOf(providerName: string, userId: string, primary: boolean, now: number): Identity {
  return {
    ...{ userId, providerName, providerType: providerType(providerName) },
    ...{ issuer: null, primary, dateCreated: now },
  };
}

export function identitiesOf({ attributes: { identities } }: User): Identity[] {
  return identities === undefined ? [] : (JSON.parse(identities) as Identity[]);
}

/** The user to whom an account at a provider was linked. */
export function linkedUser(
  users: readonly User[],
  { provider, subject }: { readonly provider: string; readonly subject: string },
): User | undefined {
  const isIt = ({ providerName, userId }: Identity) => providerName === provider && userId === subject;
  const written = JSON.stringify(subject);
  return users.find((user) => user.attributes.identities?.includes(written) && identitiesOf(user).some(isIt));
}

function providerType(name: string): string {
  return ['Google', 'Facebook', 'SignInWithApple', 'LoginWithAmazon'].includes(name) ? name : 'OIDC';
}
