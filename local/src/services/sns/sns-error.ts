import { AwsError } from '../../kernel/aws-error';

export function invalidParameter(what: string): AwsError {
  return new AwsError('InvalidParameter', `Invalid parameter: ${what}`);
}

export function notFound(what: string): AwsError {
  return new AwsError('NotFound', `${what} does not exist`, 404);
}

/** Throws for a text that cannot be an ARN. */
export function checkArn(parameter: string, arn: string | undefined): asserts arn is string {
  const elements = arn?.split(':').length ?? 0;
  if (arn === undefined || (arn === '' && parameter === 'SubscriptionArn'))
    throw invalidParameter(`${parameter} Reason: no value for required parameter`);
  if (elements < 6)
    throw invalidParameter(`${parameter} Reason: An ARN must have at least 6 elements, not ${elements}`);
}
