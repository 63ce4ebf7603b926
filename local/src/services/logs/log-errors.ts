import { AwsError } from '../../kernel/aws-error';
import type { RegexBounds } from '../../kernel/bounded-regex';

/** The errors of CloudWatch Logs, in its words. */
export const noSuchGroup = () => notFound('The specified log group does not exist.');
export const noSuchStream = () => notFound('The specified log stream does not exist.');
export const groupExists = () => exists('The specified log group already exists');
export const streamExists = () => exists('The specified log stream already exists');

export const invalidToken = () => invalidParameter('The specified nextToken is invalid.');

/** So long may the slow matches of one expression take together: it meets every event of a log. */
export const REGEX_BOUNDS: RegexBounds = {
  milliseconds: 1000,
  together: true,
  tooSlow: (pattern) => invalidParameter(`The regular expression ${String(pattern)} takes too long.`),
};

export function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameterException', message);
}

export function notFound(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', message);
}

function exists(message: string): AwsError {
  return new AwsError('ResourceAlreadyExistsException', message);
}
