import type { DeployedStack } from '../../assembly/deployed-stack';
import { AwsError } from '../../kernel/aws-error';

/** API reference "DescribeStacks": one stack, or all without a name. */
export function describeStacks(stacks: readonly DeployedStack[], { StackName }: { StackName?: string }) {
  const told = StackName === undefined ? stacks : [stackNamed(stacks, StackName)];
  return { Stacks: told.map(present) };
}

function present(stack: DeployedStack) {
  const { parameters, outputs } = stack;
  return {
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
  };
}

/** The stack of a request's `StackName` (name or id). Throws in AWS's words when there is none. */
export function stackNamed(stacks: readonly DeployedStack[], name: string | undefined): DeployedStack {
  if (name === undefined || name === '')
    throw new AwsError(
      'ValidationError',
      "1 validation error detected: Value null at 'stackName' failed to satisfy constraint: Member must not be null",
    );
  const stack = stacks.find((each) => name === each.name || name === each.id);
  if (!stack) throw new AwsError('ValidationError', `Stack with id ${name} does not exist`);
  return stack;
}
