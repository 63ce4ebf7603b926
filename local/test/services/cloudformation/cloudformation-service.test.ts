import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStackResourceCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
  ListExportsCommand,
  ListStackResourcesCommand,
  ListStacksCommand,
} from '@aws-sdk/client-cloudformation';
import type { DeployedStack } from '../../../src/assembly/deployed-stack';
import { createCloudFormation } from '../../../src/services/cloudformation/cloudformation-service';
import { clientConfig } from '../../../testing/client-config';
import { startEndpoint } from '../../http/start-endpoint';

const madeAt = new Date('2026-01-02T03:04:05.678Z');
const queue = { logicalId: 'Queue', physicalId: 'http://q', type: 'AWS::SQS::Queue', madeAt };
const stack: DeployedStack = {
  name: 'S',
  id: 'arn:aws:cloudformation:us-east-1:000000000000:stack/S/1',
  description: 'a & b',
  templateBody: '{"Resources":{"Queue":{"Type":"AWS::SQS::Queue"}}}',
  parameters: [{ key: 'Stage', value: 'dev' }],
  createdAt: madeAt,
  resources: new Map([['Queue', queue]]),
  outputs: [{ key: 'QueueUrl', value: 'http://q?a=1&b=2', exportName: 'S-QueueUrl' }],
  status: 'CREATE_COMPLETE',
};

let endpoint: Awaited<ReturnType<typeof startEndpoint>>;
let client: CloudFormationClient;
beforeAll(async () => {
  endpoint = await startEndpoint(createCloudFormation(stack));
  client = new CloudFormationClient(clientConfig(endpoint.url));
});
afterAll(() => endpoint.close());

// CloudFormation API reference, one action each.
describe('CloudFormation', () => {
  it.each([undefined, 'S', stack.id])('describes the stack when asked for %s', async (StackName) => {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName }));
    expect(Stacks).toHaveLength(1);
    expect(Stacks?.[0]).toMatchObject({
      StackId: stack.id,
      StackName: 'S',
      Description: 'a & b',
      StackStatus: 'CREATE_COMPLETE',
      CreationTime: madeAt,
      Parameters: [{ ParameterKey: 'Stage', ParameterValue: 'dev' }],
      Outputs: [{ OutputKey: 'QueueUrl', OutputValue: 'http://q?a=1&b=2', ExportName: 'S-QueueUrl' }],
    });
  });

  it('lists the stack, by its status', async () => {
    const all = await client.send(new ListStacksCommand({}));
    const failed = await client.send(new ListStacksCommand({ StackStatusFilter: ['CREATE_FAILED'] }));
    expect(all.StackSummaries?.map(({ StackName }) => StackName)).toEqual(['S']);
    expect(failed.StackSummaries ?? []).toEqual([]);
  });

  it('describes the resources', async () => {
    const told = {
      LogicalResourceId: 'Queue',
      PhysicalResourceId: 'http://q',
      ResourceType: 'AWS::SQS::Queue',
    };
    const named = { StackName: 'S', LogicalResourceId: 'Queue' };
    const all = await client.send(new DescribeStackResourcesCommand({ StackName: 'S' }));
    const one = await client.send(new DescribeStackResourceCommand(named));
    const listed = await client.send(new ListStackResourcesCommand({ StackName: 'S' }));
    expect(all.StackResources).toEqual([expect.objectContaining({ ...told, Timestamp: madeAt })]);
    expect(one.StackResourceDetail).toMatchObject(told);
    expect(listed.StackResourceSummaries).toEqual([expect.objectContaining(told)]);
  });

  it('gives the template and the exports', async () => {
    const { TemplateBody } = await client.send(new GetTemplateCommand({ StackName: 'S' }));
    const { Exports } = await client.send(new ListExportsCommand({}));
    expect(TemplateBody).toBe(stack.templateBody);
    expect(Exports).toEqual([{ ExportingStackId: stack.id, Name: 'S-QueueUrl', Value: 'http://q?a=1&b=2' }]);
  });

  it.each([
    [() => new DescribeStacksCommand({ StackName: 'T' }), 'Stack with id T does not exist'],
    [() => new DescribeStackResourcesCommand({ StackName: 'T' }), 'Stack with id T does not exist'],
    [
      () => new DescribeStackResourceCommand({ StackName: 'S', LogicalResourceId: 'X' }),
      'Resource X does not exist for stack S',
    ],
  ])('refuses what does not exist in the words of AWS (%#)', async (command, message) => {
    const failure = client.send(command() as DescribeStacksCommand);
    await expect(failure).rejects.toMatchObject({ name: 'ValidationError', message });
  });

  it('refuses to deploy, by name', async () => {
    await expect(client.send(new CreateStackCommand({ StackName: 'T' }))).rejects.toMatchObject({
      message: 'The local cloud does not support cloudformation:CreateStack.',
    });
  });
});
