import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import type { DeployedStack } from '../../../src/assembly/deployed-stack';
import { createCloudFormation } from '../../../src/services/cloudformation/cloudformation-service';
import { clientConfig } from '../../../testing/client-config';
import { startEndpoint } from '../../http/start-endpoint';

const madeAt = new Date('2026-01-02T03:04:05.678Z');
const queue = { physicalId: 'http://q', type: 'AWS::SQS::Queue', madeAt };
const stack: DeployedStack = {
  name: 'S',
  id: 'arn:aws:cloudformation:us-east-1:000000000000:stack/S/1',
  description: 'a & b',
  templateBody: '{"Resources":{"Queue":{"Type":"AWS::SQS::Queue"}}}',
  parameters: [{ key: 'Stage', value: 'dev' }],
  createdAt: madeAt,
  resources: new Map(
    Array.from({ length: 101 }, (_, n) => [`Q${n}`, { logicalId: `Q${n}`, ...queue }] as const),
  ),
  outputs: [{ key: 'QueueUrl', value: 'http://q?a=1&b=2', exportName: 'S-QueueUrl' }],
  status: 'CREATE_COMPLETE',
};

let endpoint: Awaited<ReturnType<typeof startEndpoint>>;
let client: CloudFormationClient;
beforeAll(async () => {
  endpoint = await startEndpoint(createCloudFormation([stack]));
  client = new CloudFormationClient(clientConfig(endpoint.url));
});
afterAll(() => endpoint.close());

// CloudFormation API reference, DescribeStacks and DescribeStackResources.
it.each([undefined, 'S'])('tells all of the stack when asked for %s', async (StackName) => {
  const { Stacks } = await client.send(new DescribeStacksCommand({ StackName }));
  expect(Stacks).toHaveLength(1);
  expect(Stacks?.[0]).toMatchObject({
    StackId: stack.id,
    StackName: 'S',
    Description: 'a & b',
    CreationTime: madeAt,
    Parameters: [{ ParameterKey: 'Stage', ParameterValue: 'dev' }],
    Outputs: [{ OutputKey: 'QueueUrl', OutputValue: 'http://q?a=1&b=2', ExportName: 'S-QueueUrl' }],
  });
});

it('tells a hundred resources and no more, but each by its name', async () => {
  const told = async (LogicalResourceId?: string) => {
    const asked = new DescribeStackResourcesCommand({ StackName: 'S', LogicalResourceId });
    return (await client.send(asked)).StackResources?.length;
  };
  expect(await told()).toBe(100);
  expect(await told('Q100')).toBe(1);
});

it('refuses by name to deploy, and to find a stack by what is in it', async () => {
  await expect(client.send(new CreateStackCommand({ StackName: 'T' }))).rejects.toMatchObject({
    message: 'The local cloud does not support cloudformation:CreateStack.',
  });
  const byResource = new DescribeStackResourcesCommand({ PhysicalResourceId: 'http://q' });
  await expect(client.send(byResource)).rejects.toThrow(/PhysicalResourceId/);
});
