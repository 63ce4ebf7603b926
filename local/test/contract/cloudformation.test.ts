import {
  CloudFormationClient,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
  paginateListStackResources,
} from '@aws-sdk/client-cloudformation';
import { contractCloud, unique } from './contract-cloud';

const cloud = contractCloud({
  resources: {
    Queue: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 7 } },
    Topic: { Type: 'AWS::SNS::Topic' },
  },
  outputs: {
    QueueArn: { 'Fn::GetAtt': ['Queue', 'Arn'] },
    Joined: { 'Fn::Join': ['-', ['a', { Ref: 'AWS::Region' }]] },
    Replaced: { 'Fn::Sub': '${AWS::AccountId}/${Queue.QueueName}' },
    Stack: { Ref: 'AWS::StackName' },
  },
});
let cloudformation: CloudFormationClient;
beforeAll(() => {
  cloudformation = new CloudFormationClient(cloud.config);
});
const stack = () => ({ StackName: cloud.outputs.Stack });

// CloudFormation API reference and template reference, "Intrinsic function reference"
describe('a stack', () => {
  it('tells its outputs', async () => {
    const { Stacks } = await cloudformation.send(new DescribeStacksCommand(stack()));
    expect(Stacks).toMatchObject([
      {
        StackName: cloud.outputs.Stack,
        StackStatus: 'CREATE_COMPLETE',
        CreationTime: expect.any(Date) as Date,
      },
    ]);
    const [, name = ''] = (cloud.outputs.Replaced ?? '').split('/');
    expect(cloud.outputs).toMatchObject({
      QueueArn: `arn:aws:sqs:${cloud.region}:${cloud.accountId}:${name}`,
      Joined: `a-${cloud.region}`,
      Replaced: `${cloud.accountId}/${name}`,
    });
  });

  it('names what it has no name for after itself', async () => {
    expect(cloud.outputs.QueueArn).toContain(`:${cloud.outputs.Stack}-Queue`);
  });

  it('tells its resources', async () => {
    const found: string[] = [];
    for await (const page of paginateListStackResources({ client: cloudformation }, stack()))
      for (const each of page.StackResourceSummaries ?? [])
        found.push(`${each.LogicalResourceId} ${each.ResourceType} ${each.ResourceStatus}`);
    expect(found.sort()).toEqual([
      'Queue AWS::SQS::Queue CREATE_COMPLETE',
      'Topic AWS::SNS::Topic CREATE_COMPLETE',
    ]);
  });

  it('tells the physical id of one resource', async () => {
    const asked = new DescribeStackResourcesCommand({ ...stack(), LogicalResourceId: 'Topic' });
    const { StackResources } = await cloudformation.send(asked);
    expect(StackResources?.[0]?.PhysicalResourceId).toMatch(/^arn:aws:sns:/);
  });

  it('gives its template back', async () => {
    const { TemplateBody = '' } = await cloudformation.send(new GetTemplateCommand(stack()));
    expect(JSON.parse(TemplateBody)).toMatchObject({ Resources: { Queue: { Type: 'AWS::SQS::Queue' } } });
  });

  it('that is not there is a ValidationError', async () => {
    const StackName = unique('none');
    await expect(cloudformation.send(new DescribeStacksCommand({ StackName }))).rejects.toMatchObject({
      Code: 'ValidationError',
      message: `Stack with id ${StackName} does not exist`,
    });
  });
});
