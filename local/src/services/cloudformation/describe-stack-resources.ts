import type { DeployedResource, DeployedStack } from '../../assembly/deployed-stack';
import { AwsError } from '../../kernel/aws-error';
import { checkNamed } from './named-stack';

interface Input {
  readonly StackName?: string;
  readonly LogicalResourceId?: string;
}

/** API reference "DescribeStackResources". */
export function describeStackResources(stack: DeployedStack, { StackName, LogicalResourceId }: Input) {
  checkNamed(stack, StackName);
  const resources = [...stack.resources.values()].filter(
    ({ logicalId }) => LogicalResourceId === undefined || logicalId === LogicalResourceId,
  );
  if (LogicalResourceId !== undefined && resources.length === 0) throw missing(stack, LogicalResourceId);
  return {
    StackResources: resources.map((resource) => ({
      StackId: stack.id,
      StackName: stack.name,
      ...identity(resource),
      Timestamp: resource.madeAt,
    })),
  };
}

/** API reference "DescribeStackResource". */
export function describeStackResource(stack: DeployedStack, { StackName, LogicalResourceId = '' }: Input) {
  checkNamed(stack, StackName, `Stack '${StackName}' does not exist`);
  const resource = stack.resources.get(LogicalResourceId);
  if (!resource) throw missing(stack, LogicalResourceId);
  return {
    StackResourceDetail: {
      StackId: stack.id,
      StackName: stack.name,
      ...identity(resource),
      LastUpdatedTimestamp: resource.madeAt,
    },
  };
}

/** API reference "ListStackResources"; everything fits on one page. */
export function listStackResources(stack: DeployedStack, { StackName }: Input) {
  checkNamed(stack, StackName);
  return {
    StackResourceSummaries: [...stack.resources.values()].map((resource) => ({
      ...identity(resource),
      LastUpdatedTimestamp: resource.madeAt,
    })),
  };
}

function identity({ logicalId, physicalId, type }: DeployedResource) {
  return {
    LogicalResourceId: logicalId,
    PhysicalResourceId: physicalId,
    ResourceType: type,
    ResourceStatus: 'CREATE_COMPLETE',
    DriftInformation: { StackResourceDriftStatus: 'NOT_CHECKED' },
  };
}

function missing(stack: DeployedStack, logicalId: string): AwsError {
  return new AwsError('ValidationError', `Resource ${logicalId} does not exist for stack ${stack.name}`);
}
