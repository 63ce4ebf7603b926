import {
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Session } from '../aws/session';
import { listUsers } from '../users/read-pool';

/**
 * Has Cognito this identity? A listing may be some seconds old, so whoever it names is asked for. A `sub` names local users only
 * (AdminGetUser API page), so each name that anybody knows is tried.
 */
export async function isInCognito(
  session: Session,
  cognitoId: string,
  usernames: readonly string[],
): Promise<boolean> {
  const listed = await listUsers(session, cognitoId);
  const names = new Set([...listed.map(({ Username = '' }) => Username), ...usernames, cognitoId]);
  const subs = await Promise.all([...names].map((name) => subOf(session, name)));
  return subs.includes(cognitoId);
}

/** Who has this name now: another user may have taken it. */
async function subOf(session: Session, Username: string): Promise<string | undefined> {
  const command = new AdminGetUserCommand({ UserPoolId: await session.output('UserPoolId'), Username });
  try {
    const { UserAttributes = [] } = await session.client(CognitoIdentityProviderClient).send(command);
    return UserAttributes.find(({ Name }) => Name === 'sub')?.Value;
  } catch (error) {
    if (error instanceof UserNotFoundException) return undefined;
    throw error;
  }
}
