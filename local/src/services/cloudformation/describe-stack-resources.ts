import type { DeployedResource, DeployedStack } from '../../assembly/deployed-stack';
import { AwsError, unsupported } from '../../kernel/aws-error';
import { stackNamed } from './describe-stacks';

interface Input {
  readonly StackName?: string;
  readonly LogicalResourceId?: string;
  readonly PhysicalResourceId?: string;
}

/** No more are told. (API reference "DescribeStackResources") */
const MOST = 100;

export function describeStackResources(stacks: readonly DeployedStack[], input: Input) {
  const { StackName, LogicalResourceId: wanted } = input;
  if (input.PhysicalResourceId !== undefined)
    throw unsupported('DescribeStackResources by PhysicalResourceId');
  const stack = stackNamed(stacks, StackName);
  const resources = [...stack.resources.values()].filter(
    ({ logicalId }) => wanted === undefined || logicalId === wanted,
  );
  if (wanted !== undefined && resources.length === 0)
    throw new AwsError('ValidationError', `Resource ${wanted} does not exist for stack ${stack.name}`);
  return { StackResources: resources.slice(0, MOST).map((resource) => present(stack, resource)) };
}

function present(stack: DeployedStack, { logicalId, physicalId, type, madeAt }: DeployedResource) {
  return {
    StackId: stack.id,
    StackName: stack.name,
    LogicalResourceId: logicalId,
    PhysicalResourceId: physicalId,
    ResourceType: type,
    Timestamp: madeAt,
    ResourceStatus: 'CREATE_COMPLETE',
    DriftInformation: { StackResourceDriftStatus: 'NOT_CHECKED' },
  };
}
