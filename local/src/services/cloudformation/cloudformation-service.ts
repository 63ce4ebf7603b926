import type { DeployedStack } from '../../assembly/deployed-stack';
import type { LocalRoute, Service } from '../../kernel/service';
import {
  describeStackResource,
  describeStackResources,
  listStackResources,
} from './describe-stack-resources';
import { describeStacks, listStacks } from './describe-stacks';
import { getTemplate } from './get-template';
import { listExports } from './list-exports';

/** What CloudFormation tells about the one stack that was deployed at start; it deploys nothing itself. */
export function createCloudFormation(stack: DeployedStack, local: readonly LocalRoute[] = []): Service {
  return {
    name: 'cloudformation',
    protocol: {
      kind: 'query',
      version: '2010-05-15',
      xmlNamespace: 'http://cloudformation.amazonaws.com/doc/2010-05-15/',
    },
    members: 'pascal',
    operations: {
      DescribeStacks: (input: { StackName?: string }) => describeStacks(stack, input),
      ListStacks: (input: { StackStatusFilter?: string[] }) => listStacks(stack, input),
      DescribeStackResources: (input: { StackName?: string; LogicalResourceId?: string }) =>
        describeStackResources(stack, input),
      DescribeStackResource: (input: { StackName?: string; LogicalResourceId?: string }) =>
        describeStackResource(stack, input),
      ListStackResources: (input: { StackName?: string }) => listStackResources(stack, input),
      GetTemplate: (input: { StackName?: string }) => getTemplate(stack, input),
      ListExports: () => listExports(stack),
    },
    local,
  };
}
