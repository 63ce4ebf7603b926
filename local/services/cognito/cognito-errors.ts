import { AwsError } from '../../cloud/aws-error';

/** Errors of Amazon Cognito user pools, in its words; the ones with a fixed text first. */
export const userNotFound = () => new AwsError('UserNotFoundException', 'User does not exist.');
export const userAndClientNotFound = () =>
  new AwsError('UserNotFoundException', 'Username/client id combination not found.');
export const usernameExists = () => new AwsError('UsernameExistsException', 'User already exists');
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
