import type { PostConfirmationTriggerEvent } from 'aws-lambda';
import { SCHEMA_VERSION } from './event-names';
import { userRegisteredId } from './ids';
import type { UserRegistered } from './user-registered';

const NATIVE = 'cognito';

type Attributes = Record<string, string | undefined>;

/** A `user.registered` as sent. A pool that signs up by phone has users without e-mail; they are told of too. */
export type UserRegisteredFromCognito = Omit<UserRegistered, 'data'> & {
  data: Omit<UserRegistered['data'], 'email'> & { email?: string };
};

/** A user of Cognito with the attributes by their names: a trigger's event, or what an administrator's request answers. */
export type CognitoUser = Pick<PostConfirmationTriggerEvent, 'userPoolId' | 'userName'> & {
  readonly request: { readonly userAttributes: Attributes };
};

/**
 * The event that a confirmed sign-up amounts to. A user without an e-mail is not held back here: the event
 * goes out without one and ends as a recorded rejection, which operators see; silence here would lose the user.
 * `createdAt` is known to who asked Cognito, not to the trigger.
 */
export function userRegisteredFromCognito(
  { userPoolId, userName, request }: CognitoUser,
  occurredAt: Date,
  origin: UserRegistered['metadata']['origin'] = 'sign-up',
  createdAt?: string,
): UserRegisteredFromCognito {
  const attributes = request.userAttributes;
  const sub = attributes.sub ?? '';
  const eventId = userRegisteredId(userPoolId, sub);
  return {
    metadata: {
      event_id: eventId,
      schema_version: SCHEMA_VERSION,
      occurred_at: occurredAt.toISOString(),
      correlation_id: eventId,
      origin,
    },
    data: {
      cognito_id: sub,
      user_pool_id: userPoolId,
      username: userName,
      ...present('email', attributes.email),
      // Cognito documents a text; a real true means the same.
      email_verified: String(attributes.email_verified) === 'true',
      ...present('name', nameOf(attributes)),
      ...present('phone', attributes.phone_number),
      identity_provider: identityProviderOf(attributes),
      ...present('created_at', createdAt),
    },
  };
}

function present<Key extends string>(key: Key, value: string | undefined): Partial<Record<Key, string>> {
  return value?.trim() ? ({ [key]: value } as Partial<Record<Key, string>>) : {};
}

function nameOf({ name, given_name, family_name }: Attributes): string {
  return (
    name?.trim() ||
    [given_name, family_name]
      .map((part) => part?.trim())
      .filter(Boolean)
      .join(' ')
  );
}

/**
 * Only a native user is `cognito`: an old row is linked to whoever proves its e-mail natively. So a federated
 * user whose provider cannot be read, or whose provider took that name, is `unknown`.
 */
function identityProviderOf(attributes: Attributes): string {
  if (!isFederated(attributes)) return NATIVE;
  const provider = providerName(attributes.identities ?? '');
  return provider && provider !== NATIVE ? provider : 'unknown';
}

/** Identities alone are no proof: a native user who linked a provider has them too, and keeps a password of their own. */
function isFederated({ identities, 'cognito:user_status': status }: Attributes): boolean {
  return status ? status === 'EXTERNAL_PROVIDER' : Boolean(identities);
}

function providerName(identities: string): string | undefined {
  try {
    const [identity] = JSON.parse(identities) as { providerName?: unknown }[];
    return typeof identity?.providerName === 'string' ? identity.providerName : undefined;
  } catch {
    return undefined;
  }
}
