import type { DeployedStack } from '../../assembly/deployed-stack';
import { checkNamed } from './named-stack';

/** API reference "DescribeStacks": one stack, or all without a name. */
export function describeStacks(stack: DeployedStack, input: { StackName?: string }) {
  if (input.StackName !== undefined) checkNamed(stack, input.StackName);
  return { Stacks: [{ ...described(stack), ...told(stack) }] };
}

/** API reference "ListStacks", with its filter on the status. */
export function listStacks(
  stack: DeployedStack,
  { StackStatusFilter: filter = [] }: { StackStatusFilter?: string[] },
) {
  if (filter.length > 0 && !filter.includes(stack.status)) return { StackSummaries: [] };
  const { Description: TemplateDescription, ...summary } = described(stack);
  return { StackSummaries: [{ ...summary, TemplateDescription }] };
}

function described(stack: DeployedStack) {
  return {
    StackId: stack.id,
    StackName: stack.name,
    Description: stack.description,
    CreationTime: stack.createdAt,
    StackStatus: stack.status,
    DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
  };
}

function told(stack: DeployedStack) {
  return {
    DisableRollback: false,
    EnableTerminationProtection: false,
    RollbackConfiguration: {},
    NotificationARNs: [],
    Tags: [],
    Parameters: stack.parameters.map(({ key, value }) => ({ ParameterKey: key, ParameterValue: value })),
    Outputs: stack.outputs.map(({ key, value, description, exportName }) => ({
      OutputKey: key,
      OutputValue: value,
      Description: description,
      ExportName: exportName,
    })),
  };
}
