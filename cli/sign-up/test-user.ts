import { randomUUID } from 'node:crypto';
import {
  AdminConfirmSignUpCommand,
  AdminDeleteUserCommand,
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Session } from '../aws/session';
import { UserError } from '../terminal/user-error';

export interface TestUser {
  readonly email: string;
  readonly name?: string;
  readonly phone?: string;
}

/** In milliseconds since the epoch. */
export interface SignUpTimes {
  readonly signedUpAt: number;
  readonly confirmedAt: number;
}

/** Signs up through Cognito as an application would, and answers the user's `sub`. Nobody ever knows the password. */
export async function signUpTestUser(session: Session, { email, name, phone }: TestUser): Promise<string> {
  const attributes = { email, name, phone_number: phone };
  const command = new SignUpCommand({
    ClientId: await session.output('UserPoolClientId'),
    Username: email,
    Password: `Aa1!${randomUUID()}`,
    UserAttributes: Object.entries(attributes).flatMap(([Name, Value]) => (Value ? [{ Name, Value }] : [])),
  });
  try {
    const { UserSub = '' } = await session.client(CognitoIdentityProviderClient).send(command);
    return UserSub;
  } catch (error) {
    throw refusal(error, { email, phone });
  }
}

/** Confirms as an administrator, which calls the same trigger as a mailed code; returns after the trigger did. */
export async function confirmTestUser(session: Session, email: string): Promise<void> {
  const UserPoolId = await session.output('UserPoolId');
  const command = new AdminConfirmSignUpCommand({ UserPoolId, Username: email });
  await session.client(CognitoIdentityProviderClient).send(command);
}

/** When Cognito made the user and when it confirmed them, by its own clock. */
export async function readTimes(session: Session, email: string): Promise<SignUpTimes> {
  const UserPoolId = await session.output('UserPoolId');
  const command = new AdminGetUserCommand({ UserPoolId, Username: email });
  const user = await session.client(CognitoIdentityProviderClient).send(command);
  return {
    signedUpAt: user.UserCreateDate?.getTime() ?? NaN,
    confirmedAt: user.UserLastModifiedDate?.getTime() ?? NaN,
  };
}

export async function deleteTestUser(session: Session, email: string): Promise<void> {
  const UserPoolId = await session.output('UserPoolId');
  const command = new AdminDeleteUserCommand({ UserPoolId, Username: email });
  await session.client(CognitoIdentityProviderClient).send(command);
}

function refusal(error: unknown, { email, phone }: TestUser): unknown {
  if (
    !(error instanceof Error) ||
    !/^(UsernameExists|InvalidParameter|InvalidPassword|NotAuthorized)/.test(error.name)
  )
    return error;
  const what = `Cognito refuses: ${error.message.replace(/\.$/, '')}`;
  if (phone !== undefined && /phone/i.test(error.message))
    return new UserError({
      where: '--phone',
      what,
      given: phone,
      fix: 'Write it with its country, such as +441632960001, or leave it out.',
    });
  return new UserError({
    where: 'sign-up',
    what,
    given: email,
    fix: 'Use an address of your own that has not signed up, such as you+test1@example.com.',
  });
}
