import { AwsError } from '../../kernel/aws-error';
import { compilePattern, type Pattern } from './patterns/compile-pattern';
import { PatternError } from './patterns/pattern-error';

export function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

/** What AWS says of a member that must be given. */
export function missing(member: string): string {
  return `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`;
}

export function notFound(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', message);
}

export function alreadyExists(what: string): AwsError {
  return new AwsError('ResourceAlreadyExistsException', `${what} already exists.`);
}

export function limitExceeded(): AwsError {
  return new AwsError('LimitExceededException', 'The requested resource exceeds the maximum number allowed.');
}

/** Compiles a pattern; what is none is refused as the API refuses it. */
export function compileOrRefuse(source: string): Pattern {
  try {
    return compilePattern(source);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    throw new AwsError(
      'InvalidEventPatternException',
      `Event pattern is not valid. Reason: ${error.message}`,
    );
  }
}
