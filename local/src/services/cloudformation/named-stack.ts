import type { DeployedStack } from '../../assembly/deployed-stack';
import { AwsError } from '../../kernel/aws-error';

/** Checks that a request's `StackName` (name or id) is the stack's; in AWS's words when it is not. */
export function checkNamed(stack: DeployedStack, name: string | undefined, missing?: string): void {
  if (name === undefined || name === '')
    throw new AwsError(
      'ValidationError',
      "1 validation error detected: Value null at 'stackName' failed to satisfy constraint: Member must not be null",
    );
  if (name !== stack.name && name !== stack.id)
    throw new AwsError('ValidationError', missing ?? `Stack with id ${name} does not exist`);
}
