import type { DeployedStack } from '../../assembly/deployed-stack';
import { AwsError } from '../../kernel/aws-error';

/** API reference "DescribeStacks": one stack, or all without a name. */
export function describeStacks(stack: DeployedStack, input: { StackName?: string }) {
  if (input.StackName !== undefined) checkNamed(stack, input.StackName);
  const { parameters, outputs } = stack;
  return {
    Stacks: [
      {
        StackId: stack.id,
        StackName: stack.name,
        Description: stack.description,
        CreationTime: stack.createdAt,
        StackStatus: stack.status,
        DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
        DisableRollback: false,
        EnableTerminationProtection: false,
        RollbackConfiguration: {},
        NotificationARNs: [],
        Tags: [],
        Parameters: parameters.map(({ key, value }) => ({ ParameterKey: key, ParameterValue: value })),
        Outputs: outputs.map(({ key, value, description, exportName }) => ({
          OutputKey: key,
          OutputValue: value,
          Description: description,
          ExportName: exportName,
        })),
      },
    ],
  };
}

/** Checks that a request's `StackName` (name or id) is the stack's; in AWS's words when it is not. */
export function checkNamed(stack: DeployedStack, name: string | undefined): void {
  if (name === undefined || name === '')
    throw new AwsError(
      'ValidationError',
      "1 validation error detected: Value null at 'stackName' failed to satisfy constraint: Member must not be null",
    );
  if (name !== stack.name && name !== stack.id)
    throw new AwsError('ValidationError', `Stack with id ${name} does not exist`);
}
