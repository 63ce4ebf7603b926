import { AwsError } from '../../kernel/aws-error';
import type { CloudContext } from '../../kernel/cloud-context';
import type { FunctionRegistry, LambdaFunction } from './lambda-function';

/** `name`, `name:1`, `<account>:function:name` or an ARN, each with or without a qualifier (Invoke API page, "Name formats"). */
const NAME = /^(?:(?:arn:aws[\w-]*:lambda:[\w-]+:)?\d{12}:)?(?:function:)?([\w-]+)(?::([$\w-]+))?$/;

export interface FoundFunction {
  readonly lambda: LambdaFunction;
  /** `$LATEST` or a published version. */
  readonly version: string;
}

/**
 * Finds a function by any form of its name; what does not exist is a `ResourceNotFoundException`, which names the version
 * that was asked for, and the one that `unqualified` says when none was.
 */
export function findFunction(
  context: CloudContext,
  registry: FunctionRegistry,
  name: string,
  qualifier?: string,
  unqualified = '',
): FoundFunction {
  const [, plain = '', inName] = NAME.exec(name) ?? [];
  const asked = qualifier ?? inName;
  const version = asked ?? '$LATEST';
  const lambda = registry.functions.get(plain);
  if (lambda && (version === '$LATEST' || registry.versions.get(plain)?.includes(version)))
    return { lambda, version };
  if (!plain) throw malformed(name);
  const arn = `arn:aws:lambda:${context.region}:${context.accountId}:function:${plain}`;
  const suffix = asked === undefined ? unqualified : `:${asked}`;
  throw new AwsError('ResourceNotFoundException', `Function not found: ${arn}${suffix}`, 404, {
    Type: 'User',
  });
}

function malformed(name: string): AwsError {
  const constraint = `Value '${name}' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${NAME.source}`;
  return new AwsError('ValidationException', `1 validation error detected: ${constraint}`, 400);
}
