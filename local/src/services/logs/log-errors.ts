import { AwsError } from '../../kernel/aws-error';

/** The errors of CloudWatch Logs, in its words. */
export const noSuchGroup = () => notFound('The specified log group does not exist.');
export const noSuchStream = () => notFound('The specified log stream does not exist.');
export const groupExists = () => exists('The specified log group already exists');
export const streamExists = () => exists('The specified log stream already exists');

export const invalidToken = () => invalidParameter('The specified nextToken is invalid.');

export function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameterException', message);
}

export function notFound(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', message);
}

function exists(message: string): AwsError {
  return new AwsError('ResourceAlreadyExistsException', message);
}
