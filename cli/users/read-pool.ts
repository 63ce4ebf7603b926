import {
  CognitoIdentityProviderClient,
  paginateListUsers,
  type UserType,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Session } from '../aws/session';
import type { PoolUser } from './user-picture';

/** The users of the pool with this e-mail address or `sub`; an address may have several. A new one is listed after some seconds. */
export async function readPool(session: Session, given: string): Promise<PoolUser[]> {
  return (await listUsers(session, given)).map(toPoolUser);
}

/** The same as Cognito lists them. */
export async function listUsers(session: Session, given: string): Promise<UserType[]> {
  const attribute = given.includes('@') ? 'email' : 'sub';
  const query = {
    UserPoolId: await session.output('UserPoolId'),
    Filter: `${attribute} = "${given.replace(/["\\]/g, '\\$&')}"`,
  };
  const client = session.client(CognitoIdentityProviderClient);
  const found: UserType[] = [];
  // A page may be empty, and the user on the next one.
  for await (const { Users = [] } of paginateListUsers({ client }, query)) found.push(...Users);
  return found;
}

function toPoolUser({ Attributes = [], UserStatus, ...user }: UserType): PoolUser {
  const attribute = (name: string) => Attributes.find(({ Name }) => Name === name)?.Value;
  return {
    sub: attribute('sub') ?? '',
    email: attribute('email'),
    status: UserStatus ?? '',
    enabled: user.Enabled ?? true,
    createdAt: user.UserCreateDate?.getTime() ?? 0,
    modifiedAt: user.UserLastModifiedDate?.getTime() ?? 0,
  };
}
