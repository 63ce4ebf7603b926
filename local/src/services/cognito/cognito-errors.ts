import { AwsError } from '../../kernel/aws-error';
import type { UserPool } from './user-pool';

/** Errors of Amazon Cognito user pools, in its words; the ones with a fixed text first. */
export const userNotFound = () => new AwsError('UserNotFoundException', 'User does not exist.');
export const userAndClientNotFound = () =>
  new AwsError('UserNotFoundException', 'Username/client id combination not found.');
export const aliasExists = () =>
  new AwsError('AliasExistsException', 'An account with the given email already exists.');
export const codeMismatch = () =>
  new AwsError('CodeMismatchException', 'Invalid verification code provided, please try again.');
export const expiredCode = () =>
  new AwsError('ExpiredCodeException', 'Invalid code provided, please request a code again.');
export const attemptsExceeded = () =>
  new AwsError('LimitExceededException', 'Attempt limit exceeded, please try after some time.');
export const wrongPassword = () => notAuthorized('Incorrect username or password.');
export const unauthorizedAttribute = () =>
  notAuthorized('A client attempted to write unauthorized attribute');

/** Where users sign up by e-mail or phone it is that which is taken; an administrator is told in other words (observed). */
export function usernameExists(
  { usernameAttributes }: UserPool,
  username: string,
  byAdministrator = false,
): AwsError {
  const kind = username.includes('@') ? 'email' : 'phone_number';
  const taken = usernameAttributes.length > 0 && `An account with the given ${kind} already exists.`;
  const plain = byAdministrator ? 'User account already exists' : 'User already exists';
  return new AwsError('UsernameExistsException', taken || plain);
}

export const invalidToken = () => invalidParameter('Invalid pagination token.');

export function notAuthorized(message: string): AwsError {
  return new AwsError('NotAuthorizedException', message);
}

export function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameterException', message);
}

export function invalidPassword(reason: string): AwsError {
  return new AwsError('InvalidPasswordException', `Password did not conform with policy: ${reason}`);
}

export function resourceNotFound(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', message);
}
