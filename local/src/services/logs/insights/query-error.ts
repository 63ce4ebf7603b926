import { AwsError, unsupported } from '../../../kernel/aws-error';

export function malformedQuery(message: string): AwsError {
  return new AwsError('MalformedQueryException', message);
}

export function unsupportedInQuery(what: string): AwsError {
  return unsupported(`${what} in a CloudWatch Logs Insights query`);
}
