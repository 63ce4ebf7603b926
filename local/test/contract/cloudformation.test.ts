import {
  CloudFormationClient,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
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

  it('tells its resources, and one of them', async () => {
    const told = async (LogicalResourceId?: string) => {
      const asked = new DescribeStackResourcesCommand({ ...stack(), LogicalResourceId });
      const { StackResources = [] } = await cloudformation.send(asked);
      return StackResources.map(
        (each) => `${each.LogicalResourceId} ${each.ResourceType} ${each.ResourceStatus}`,
      ).sort();
    };
    const topic = 'Topic AWS::SNS::Topic CREATE_COMPLETE';
    expect(await told()).toEqual(['Queue AWS::SQS::Queue CREATE_COMPLETE', topic]);
    expect(await told('Topic')).toEqual([topic]);
  });

  it('tells the physical id of a resource', async () => {
    const asked = new DescribeStackResourcesCommand({ ...stack(), LogicalResourceId: 'Topic' });
    const { StackResources } = await cloudformation.send(asked);
    expect(StackResources?.[0]).toMatchObject({
      PhysicalResourceId: expect.stringMatching(/^arn:aws:sns:/) as string,
      StackName: cloud.outputs.Stack,
      Timestamp: expect.any(Date) as Date,
    });
    const none = new DescribeStackResourcesCommand({ ...stack(), LogicalResourceId: 'None' });
    await expect(cloudformation.send(none)).rejects.toMatchObject({
      Code: 'ValidationError',
      message: `Resource None does not exist for stack ${cloud.outputs.Stack}`,
    });
  });

  it('is found by its id too', async () => {
    const { Stacks = [] } = await cloudformation.send(new DescribeStacksCommand(stack()));
    const byId = await cloudformation.send(new DescribeStacksCommand({ StackName: Stacks[0]?.StackId }));
    expect(byId.Stacks).toEqual(Stacks);
  });

  it('that is not there is a ValidationError', async () => {
    const StackName = unique('none');
    await expect(cloudformation.send(new DescribeStacksCommand({ StackName }))).rejects.toMatchObject({
      Code: 'ValidationError',
      message: `Stack with id ${StackName} does not exist`,
    });
  });
});
