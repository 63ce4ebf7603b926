import type { DeployedStack } from '../../assembly/deployed-stack';
import type { LocalRoute, Service } from '../../kernel/service';
import { describeStackResources } from './describe-stack-resources';
import { describeStacks } from './describe-stacks';

/** What CloudFormation tells about the stacks that were deployed at start; it deploys nothing itself. */
export function createCloudFormation(
  stacks: readonly DeployedStack[],
  local: readonly LocalRoute[] = [],
): Service {
  return {
    name: 'cloudformation',
    protocol: {
      kind: 'query',
      version: '2010-05-15',
      xmlNamespace: 'http://cloudformation.amazonaws.com/doc/2010-05-15/',
    },
    members: 'pascal',
    operations: {
      DescribeStacks: (input: Parameters<typeof describeStacks>[1]) => describeStacks(stacks, input),
      DescribeStackResources: (input: Parameters<typeof describeStackResources>[1]) =>
        describeStackResources(stacks, input),
    },
    local,
  };
}
