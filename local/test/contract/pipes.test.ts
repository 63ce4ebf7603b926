import {
  CreatePipeCommand,
  DeletePipeCommand,
  DescribePipeCommand,
  PipesClient,
  StopPipeCommand,
  StartPipeCommand,
  type CreatePipeCommandInput,
} from '@aws-sdk/client-pipes';
import {
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
  GetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import { contractCloud, unique } from './contract-cloud';
import { eventually } from './eventually';

const arn = (name: string) => ({ 'Fn::GetAtt': [name, 'Arn'] });
const ref = (Ref: string) => ({ Ref });
const QUEUES = ['In', 'Out', 'Dead', 'Failing'] as const;

/** A machine that ends well when every record's body is `good`. */
const definition = {
  QueryLanguage: 'JSONata',
  StartAt: 'Judge',
  States: {
    Judge: {
      Type: 'Choice',
      Choices: [{ Condition: "{% $count($states.input[body != 'good']) = 0 %}", Next: 'Good' }],
      Default: 'Bad',
    },
    Good: { Type: 'Succeed' },
    Bad: { Type: 'Fail' },
  },
};

const cloud = contractCloud({
  resources: {
    In: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 2 } },
    Out: { Type: 'AWS::SQS::Queue' },
    Dead: { Type: 'AWS::SQS::Queue' },
    Failing: {
      Type: 'AWS::SQS::Queue',
      Properties: {
        VisibilityTimeout: 1,
        RedrivePolicy: { deadLetterTargetArn: arn('Dead'), maxReceiveCount: 2 },
      },
    },
    Machine: {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: {
        StateMachineType: 'EXPRESS',
        RoleArn: arn('Role'),
        DefinitionString: JSON.stringify(definition),
      },
    },
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Statement: ['pipes', 'states'].map((name) => ({
            Effect: 'Allow',
            Principal: { Service: `${name}.amazonaws.com` },
            Action: 'sts:AssumeRole',
          })),
        },
        Policies: [
          {
            PolicyName: 'pipe',
            PolicyDocument: {
              Statement: [
                { Effect: 'Allow', Action: ['sqs:*'], Resource: QUEUES.map(arn) },
                {
                  Effect: 'Allow',
                  Action: ['states:StartSyncExecution', 'states:StartExecution'],
                  Resource: '*',
                },
              ],
            },
          },
        ],
      },
    },
  },
  outputs: {
    ...Object.fromEntries<object>(QUEUES.map((name) => [name, ref(name)])),
    ...Object.fromEntries<object>(QUEUES.map((name) => [`${name}Arn`, arn(name)])),
    RoleArn: arn('Role'),
    MachineArn: ref('Machine'),
  },
});

let pipes: PipesClient;
let sqs: SQSClient;
beforeAll(() => {
  pipes = new PipesClient(cloud.config);
  sqs = new SQSClient(cloud.config);
});

const url = (name: (typeof QUEUES)[number]) => cloud.outputs[name] ?? '';

async function pipe(source: (typeof QUEUES)[number], input: Partial<CreatePipeCommandInput> = {}) {
  const Name = unique('pipe').slice(0, 64);
  cloud.afterwards(() => pipes.send(new DeletePipeCommand({ Name })));
  const { RoleArn = '', OutArn = '' } = cloud.outputs;
  const Source = cloud.outputs[`${source}Arn`];
  await pipes.send(new CreatePipeCommand({ Name, RoleArn, Source, Target: OutArn, ...input }));
  await state(Name, input.DesiredState ?? 'RUNNING');
  return Name;
}

const state = (Name: string, wanted: string) =>
  eventually(async () => (await pipes.send(new DescribePipeCommand({ Name }))).CurrentState === wanted, 300);

async function done(Name: string) {
  await pipes.send(new DeletePipeCommand({ Name }));
  await eventually(
    () =>
      pipes.send(new DescribePipeCommand({ Name })).then(
        () => false,
        () => true,
      ),
    300,
  );
}

const send = (name: (typeof QUEUES)[number], body: string) =>
  sqs.send(new SendMessageCommand({ QueueUrl: url(name), MessageBody: body }));

async function received(name: (typeof QUEUES)[number]) {
  const input = { QueueUrl: url(name), WaitTimeSeconds: 5, VisibilityTimeout: 600 };
  return eventually(async () => (await sqs.send(new ReceiveMessageCommand(input))).Messages?.[0]?.Body, 60);
}

const isEmpty = (name: (typeof QUEUES)[number]) =>
  eventually(async () => {
    const AttributeNames = [
      'ApproximateNumberOfMessages' as const,
      'ApproximateNumberOfMessagesNotVisible' as const,
    ];
    const asked = new GetQueueAttributesCommand({ QueueUrl: url(name), AttributeNames });
    return Object.values((await sqs.send(asked)).Attributes ?? {}).every((count) => count === '0');
  }, 60);

// EventBridge user guide, "Amazon EventBridge Pipes"
describe('a pipe', () => {
  it('moves a record, as SQS records look, and deletes the message', async () => {
    const name = await pipe('In');
    await send('In', 'hello');
    expect(JSON.parse(await received('Out'))).toMatchObject({
      body: 'hello',
      eventSource: 'aws:sqs',
      eventSourceARN: cloud.outputs.InArn,
      awsRegion: cloud.region,
      attributes: { ApproximateReceiveCount: '1' },
      messageAttributes: {},
    });
    await isEmpty('In');
    await done(name);
  }, 400_000);

  it('puts a record into the template of its target', async () => {
    // "Amazon EventBridge Pipes input transformation"
    const name = await pipe('In', {
      TargetParameters: { InputTemplate: '{"text": <$.body>, "from": "<aws.pipes.pipe-name>"}' },
    });
    await send('In', 'hello');
    expect(JSON.parse(await received('Out'))).toEqual({ text: 'hello', from: name });
    await done(name);
  }, 400_000);

  it('deletes what its filter does not match', async () => {
    // "Amazon SQS as a source", "Event filtering in Amazon EventBridge Pipes"
    const Filters = [{ Pattern: JSON.stringify({ body: { kind: ['wanted'] } }) }];
    const name = await pipe('In', { SourceParameters: { FilterCriteria: { Filters } } });
    await send('In', '{"kind":"other"}');
    await send('In', '{"kind":"wanted"}');
    expect(JSON.parse(await received('Out'))).toMatchObject({ body: '{"kind":"wanted"}' });
    await isEmpty('In');
    await done(name);
  }, 400_000);

  it('waits for a synchronous machine, and leaves in the queue what fails', async () => {
    // "Amazon EventBridge Pipes error handling and troubleshooting"
    const TargetParameters = {
      StepFunctionStateMachineParameters: { InvocationType: 'REQUEST_RESPONSE' as const },
    };
    const name = await pipe('Failing', { Target: cloud.outputs.MachineArn, TargetParameters });
    await send('Failing', 'good');
    await send('Failing', 'bad');
    expect(await received('Dead')).toBe('bad');
    await isEmpty('Failing');
    await done(name);
  }, 400_000);

  it('does not poll while it is stopped', async () => {
    const name = await pipe('In');
    await pipes.send(new StopPipeCommand({ Name: name }));
    await state(name, 'STOPPED');
    await send('In', 'later');
    await cloud.wait(3);
    expect((await sqs.send(new ReceiveMessageCommand({ QueueUrl: url('Out') }))).Messages).toBeUndefined();
    await pipes.send(new StartPipeCommand({ Name: name }));
    expect(JSON.parse(await received('Out'))).toMatchObject({ body: 'later' });
    await done(name);
  }, 700_000);

  it('is not made twice under a name', async () => {
    const Name = await pipe('In', { DesiredState: 'STOPPED' });
    const { RoleArn = '', OutArn = '', InArn = '' } = cloud.outputs;
    const call = pipes.send(new CreatePipeCommand({ Name, RoleArn, Source: InArn, Target: OutArn }));
    await expect(call).rejects.toMatchObject({ name: 'ConflictException' });
  }, 400_000);

  it('that is not there is NotFoundException', async () => {
    await expect(pipes.send(new DescribePipeCommand({ Name: unique('none') }))).rejects.toMatchObject({
      name: 'NotFoundException',
    });
  });

  it.each<[string, Partial<CreatePipeCommandInput>]>([
    ['a batch larger than 10,000', { SourceParameters: { SqsQueueParameters: { BatchSize: 10_001 } } }],
    ['a source that is no ARN', { Source: 'nowhere' }],
  ])('refuses %s', async (_what, input) => {
    const { RoleArn = '', OutArn = '', InArn = '' } = cloud.outputs;
    const call = pipes.send(
      new CreatePipeCommand({ Name: unique('bad'), RoleArn, Source: InArn, Target: OutArn, ...input }),
    );
    await expect(call).rejects.toMatchObject({ name: 'ValidationException' });
  });
});
