import {
  CreatePipeCommand,
  DeletePipeCommand,
  DescribePipeCommand,
  PipesClient,
  StopPipeCommand,
  StartPipeCommand,
  UpdatePipeCommand,
  type CreatePipeCommandInput,
} from '@aws-sdk/client-pipes';
import {
  DeleteMessageCommand,
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
type QueueName = (typeof QUEUES)[number];

/** Sends the records that it gets to the queue Out, then ends well unless a body is `bad`. */
const JUDGE = {
  Report: {
    Type: 'Task',
    Resource: 'arn:aws:states:::aws-sdk:sqs:sendMessage',
    Arguments: { QueueUrl: '${Out}', MessageBody: '{% $string($states.input) %}' },
    Output: '{% $states.input %}',
    Next: 'Judge',
  },
  Judge: {
    Type: 'Choice',
    Choices: [{ Condition: "{% $count($states.input[body = 'bad']) = 0 %}", Next: 'Good' }],
    Default: 'Bad',
  },
  Good: { Type: 'Succeed' },
  Bad: { Type: 'Fail' },
};

/** Ends well always, and names the messages whose body is `bad`. */
const NAME_THE_BAD = {
  Name: {
    Type: 'Succeed',
    Output: {
      batchItemFailures: "{% [$states.input[body = 'bad'].{ 'itemIdentifier': messageId }] %}",
    },
  },
};

const machine = (States: object) => ({
  Type: 'AWS::StepFunctions::StateMachine',
  Properties: {
    StateMachineType: 'EXPRESS',
    RoleArn: arn('Role'),
    DefinitionString: {
      'Fn::Sub': JSON.stringify({ QueryLanguage: 'JSONata', StartAt: Object.keys(States)[0], States }),
    },
  },
});

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
    Machine: machine(JUDGE),
    Naming: machine(NAME_THE_BAD),
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
    NamingArn: ref('Naming'),
  },
});

let pipes: PipesClient;
let sqs: SQSClient;
beforeAll(() => {
  pipes = new PipesClient(cloud.config);
  sqs = new SQSClient(cloud.config);
});

const url = (name: QueueName) => cloud.outputs[name] ?? '';

async function pipe(source: QueueName, input: Partial<CreatePipeCommandInput> = {}) {
  const Name = unique('pipe').slice(0, 64);
  cloud.afterwards(() => pipes.send(new DeletePipeCommand({ Name })));
  const { RoleArn, MachineArn: Target } = cloud.outputs;
  const Source = cloud.outputs[`${source}Arn`];
  await pipes.send(new CreatePipeCommand({ Name, RoleArn, Source, Target, ...input }));
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

const put = (name: QueueName, body: string) =>
  sqs.send(new SendMessageCommand({ QueueUrl: url(name), MessageBody: body }));

async function received(name: QueueName) {
  const QueueUrl = url(name);
  const input = { QueueUrl, WaitTimeSeconds: 5 };
  const message = await eventually(
    async () => (await sqs.send(new ReceiveMessageCommand(input))).Messages?.[0],
    60,
  );
  await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message.ReceiptHandle }));
  return message.Body ?? '';
}

/** The records that the machine was started with. */
const records = async () => JSON.parse(await received('Out')) as object[];

const one = { SourceParameters: { SqsQueueParameters: { BatchSize: 1 } } };

const NONE = { ApproximateNumberOfMessages: '0', ApproximateNumberOfMessagesNotVisible: '0' };

async function counts(name: QueueName) {
  const AttributeNames = Object.keys(NONE) as (keyof typeof NONE)[];
  const asked = new GetQueueAttributesCommand({ QueueUrl: url(name), AttributeNames });
  return (await sqs.send(asked)).Attributes ?? {};
}

const isEmpty = (name: QueueName) =>
  eventually(async () => Object.values(await counts(name)).every((count) => count === '0'), 60);

// EventBridge user guide, "Amazon EventBridge Pipes"
describe('a pipe', () => {
  it('starts the machine with a list of records, as SQS records look, and deletes the message', async () => {
    const name = await pipe('In', one);
    await put('In', 'hello');
    expect(await records()).toEqual([
      {
        messageId: expect.stringMatching(/^[\da-f-]{36}$/) as string,
        receiptHandle: expect.any(String) as string,
        body: 'hello',
        attributes: {
          ApproximateReceiveCount: '1',
          SentTimestamp: expect.stringMatching(/^\d{13}$/) as string,
          SenderId: expect.any(String) as string,
          ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/) as string,
        },
        messageAttributes: {},
        md5OfBody: '5d41402abc4b2a76b9719d911017c592',
        eventSource: 'aws:sqs',
        eventSourceARN: cloud.outputs.InArn,
        awsRegion: cloud.region,
      },
    ]);
    await isEmpty('In');
    await done(name);
  }, 400_000);

  it('waits for a synchronous machine, and leaves in the queue what fails', async () => {
    // "Amazon EventBridge Pipes error handling and troubleshooting"
    const name = await pipe('Failing', one);
    await put('Failing', 'good');
    await put('Failing', 'bad');
    expect(await received('Dead')).toBe('bad');
    await isEmpty('Failing');
    await done(name);
    for (let tries = 0; tries < 3; tries++) await records();
  }, 400_000);

  it('keeps of a batch what the machine names as failed', async () => {
    // "Pipes batching and concurrency", partial batch failures
    const name = await pipe('Failing', { Target: cloud.outputs.NamingArn });
    await put('Failing', 'good');
    await put('Failing', 'bad');
    await put('Failing', 'fine');
    expect(await received('Dead')).toBe('bad');
    await isEmpty('Failing');
    await isEmpty('Dead');
    await done(name);
  }, 400_000);

  it('does not look at the end of a machine that it only starts', async () => {
    // API reference, PipeTargetStateMachineParameters
    const name = await pipe('Failing', {
      ...one,
      TargetParameters: { StepFunctionStateMachineParameters: { InvocationType: 'FIRE_AND_FORGET' } },
    });
    await put('Failing', 'bad');
    expect(await records()).toMatchObject([{ body: 'bad' }]);
    await isEmpty('Failing');
    await isEmpty('Dead');
    await done(name);
  }, 400_000);

  it('leaves messages in the queue while it is stopped, and says so', async () => {
    const Name = await pipe('In', one);
    const stopping = await pipes.send(new StopPipeCommand({ Name }));
    expect(stopping).toMatchObject({ Name, DesiredState: 'STOPPED', CurrentState: 'STOPPING' });
    await state(Name, 'STOPPED');
    await put('In', 'later');
    await cloud.wait(3);
    expect(await counts('In')).toEqual({ ...NONE, ApproximateNumberOfMessages: '1' });
    const starting = await pipes.send(new StartPipeCommand({ Name }));
    expect(starting).toMatchObject({ DesiredState: 'RUNNING', CurrentState: 'STARTING' });
    await state(Name, 'RUNNING');
    expect(await records()).toMatchObject([{ body: 'later' }]);
    await done(Name);
  }, 700_000);

  it('is described as it was made, and as it was changed', async () => {
    // API reference, UpdatePipe: what is not given stays; the role must be given
    const Name = await pipe('In', { ...one, DesiredState: 'STOPPED', Description: 'first' });
    const described = () => pipes.send(new DescribePipeCommand({ Name }));
    const { RoleArn, InArn: Source, MachineArn: Target } = cloud.outputs;
    const Arn = `arn:aws:pipes:${cloud.region}:${cloud.accountId}:pipe/${Name}`;
    const kept = { ...one, Name, Arn, Source, Target, RoleArn, DesiredState: 'STOPPED' };
    expect(await described()).toMatchObject({ ...kept, Description: 'first', CurrentState: 'STOPPED' });
    const SqsQueueParameters = { BatchSize: 7 };
    const change = { Name, RoleArn, SourceParameters: { SqsQueueParameters } };
    await pipes.send(new UpdatePipeCommand(change));
    await state(Name, 'STOPPED');
    expect(await described()).toMatchObject({
      ...kept,
      Description: 'first',
      SourceParameters: { SqsQueueParameters },
    });
    await expect(pipes.send(new UpdatePipeCommand({ ...change, RoleArn: undefined }))).rejects.toMatchObject({
      name: 'ValidationException',
    });
  }, 400_000);

  it('is not made twice under a name', async () => {
    const Name = await pipe('In', { DesiredState: 'STOPPED' });
    const { RoleArn, MachineArn, InArn } = cloud.outputs;
    const call = pipes.send(new CreatePipeCommand({ Name, RoleArn, Source: InArn, Target: MachineArn }));
    await expect(call).rejects.toMatchObject({ name: 'ConflictException' });
  }, 400_000);

  it('that is not there is NotFoundException', async () => {
    const Name = unique('none');
    for (const command of [new DescribePipeCommand({ Name }), new StopPipeCommand({ Name })])
      await expect(pipes.send(command as DescribePipeCommand)).rejects.toMatchObject({
        name: 'NotFoundException',
      });
  });

  const batch = (BatchSize: number) => ({ SourceParameters: { SqsQueueParameters: { BatchSize } } });

  it.each<[string, Partial<CreatePipeCommandInput>]>([
    ['a batch larger than 10,000', batch(10_001)],
    ['a batch of none', batch(0)],
    ['a batch larger than 10 without a window', batch(11)],
    ['a source that is no ARN', { Source: 'nowhere' }],
    ['no role', { RoleArn: undefined }],
  ])('refuses %s', async (_what, input) => {
    // API reference, CreatePipe; "Amazon SQS as a source"
    const { RoleArn, MachineArn, InArn } = cloud.outputs;
    const made = { Name: unique('bad'), RoleArn, Source: InArn, Target: MachineArn };
    await expect(pipes.send(new CreatePipeCommand({ ...made, ...input }))).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });
});
