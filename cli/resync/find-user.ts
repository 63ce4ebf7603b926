import {
  AdminGetUserCommand,
  type AttributeType,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Session } from '../aws/session';
import { fullCommand } from '../terminal/printed-command';
import { UserError } from '../terminal/user-error';
import { listUsers } from '../users/read-pool';

/** A user as Cognito has it now. */
export interface FoundUser {
  readonly userPoolId: string;
  readonly username: string;
  /** `CONFIRMED`, `UNCONFIRMED`, `EXTERNAL_PROVIDER`, …: `UserStatus` of the AdminGetUser API page. */
  readonly status: string;
  readonly createdAt?: Date;
  readonly modifiedAt: Date;
  readonly attributes: Readonly<Record<string, string | undefined>>;
}

/** The pool has nobody of this `sub` or address. */
export class NoSuchUserError extends UserError {}

/** The one user with this `sub`, or this e-mail address. Throws a `UserError` when there is none, or several. */
export async function findUser(session: Session, given: string): Promise<FoundUser> {
  const UserPoolId = await session.output('UserPoolId');
  const client = session.client(CognitoIdentityProviderClient);
  const Username = await usernameOf(session, given);
  // A listing may be some seconds old (ListUsers API page); this answer never is.
  const user = await client.send(new AdminGetUserCommand({ UserPoolId, Username }));
  return {
    userPoolId: UserPoolId,
    username: user.Username ?? Username,
    status: user.UserStatus ?? '',
    createdAt: user.UserCreateDate,
    modifiedAt: user.UserLastModifiedDate ?? new Date(0),
    attributes: byName(user.UserAttributes),
  };
}

/** Whoever came from an identity provider is found by the listing alone: to AdminGetUser a `sub` names local users only. */
async function usernameOf(session: Session, given: string): Promise<string> {
  const found = await listUsers(session, given);
  const [user, ...others] = found;
  if (others.length)
    throw ambiguous(
      given,
      found.map(({ Attributes }) => byName(Attributes).sub ?? ''),
    );
  if (user?.Username === undefined) throw notThere(given);
  return user.Username;
}

function byName(attributes: readonly AttributeType[] = []): Record<string, string | undefined> {
  return Object.fromEntries(attributes.map(({ Name = '', Value }) => [Name, Value]));
}

function notThere(given: string): NoSuchUserError {
  return new NoSuchUserError({
    where: 'resync',
    what: 'the user pool has no such user',
    given,
    fix: 'Give the sub, or the e-mail address as Cognito has it; a new user is listed after some seconds.',
  });
}

function ambiguous(given: string, subs: readonly string[]): UserError {
  return new UserError({
    where: 'resync',
    what: `several users have this address: ${subs.join(', ')}`,
    given,
    fix: `Choose one: ${fullCommand('resync', subs[0] ?? '', '--reason "…"')}`,
  });
}
