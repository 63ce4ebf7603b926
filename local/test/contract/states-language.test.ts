import { contractCloud, unique } from './contract-cloud';
import { only, StateMachines, workflowRole } from './state-machines';

const cloud = contractCloud({
  resources: {
    Role: workflowRole(['states:*', 'sqs:*', 'events:*', 'dynamodb:*', 'secretsmanager:*', 'cognito-idp:*']),
    Queue: { Type: 'AWS::SQS::Queue' },
    Pool: { Type: 'AWS::Cognito::UserPool', Properties: { UsernameAttributes: ['email'] } },
  },
  outputs: {
    RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
    QueueUrl: { Ref: 'Queue' },
    UserPoolId: { Ref: 'Pool' },
  },
});
const machines = new StateMachines(cloud);

/** A task that fails: no such secret. */
const failing = (more: object = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::aws-sdk:secretsmanager:getSecretValue',
  Arguments: { SecretId: 'contract-no-such-secret' },
  ...more,
});
const ERROR = 'SecretsManager.ResourceNotFoundException';

// Step Functions developer guide: the page of each state, "Handling errors in Step Functions workflows", and
// "Passing data between states with variables".
describe('Pass, Wait, Succeed and Fail', () => {
  it.each([null, 0, 'text', [1, [2]], { a: null }])('hand on an input that is %j', async (input) => {
    expect(await machines.run(only({ Type: 'Pass' }), input)).toMatchObject({ output: input });
  });

  it('wait for seconds that an expression gives', async () => {
    const state = { Type: 'Wait', Seconds: '{% $states.input.s %}' };
    expect(await machines.run(only(state), { s: 1 })).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('wait until a time that is over not at all', async () => {
    const state = { Type: 'Wait', Timestamp: '2016-03-14T01:59:00Z' };
    expect(await machines.run(only(state))).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('end with an output', async () => {
    const States = { Only: { Type: 'Succeed', Output: '{% $states.input.a + 1 %}' } };
    expect(await machines.run({ StartAt: 'Only', States }, { a: 1 })).toMatchObject({ output: 2 });
  });

  it('fail with an error and a cause that expressions give', async () => {
    const States = { Only: { Type: 'Fail', Error: '{% "My" & "Error" %}', Cause: 'because' } };
    expect(await machines.run({ StartAt: 'Only', States })).toMatchObject({
      ...{ status: 'FAILED', error: 'MyError', cause: 'because' },
    });
  });
});

describe('Choice', () => {
  const choice = (Condition: unknown, Default?: string) => ({
    StartAt: 'Choose',
    States: {
      Choose: {
        Type: 'Choice',
        Choices: [{ Condition, Next: 'Yes', Output: 'yes' }],
        ...(Default && { Default }),
      },
      Yes: { Type: 'Pass', End: true },
      No: { Type: 'Pass', Output: 'no', End: true },
    },
  });

  it('takes the first rule that holds, with its output', async () => {
    expect(await machines.run(choice('{% $states.input = 1 %}', 'No'), 1)).toMatchObject({ output: 'yes' });
  });

  it('takes Default when none holds', async () => {
    expect(await machines.run(choice('{% false %}', 'No'))).toMatchObject({ output: 'no' });
  });

  it('fails when none holds and there is no Default', async () => {
    // The page of errors names States.NoChoiceMatched; executions recorded in AWS say this.
    const definition = choice('{% false %}') as { States: Record<string, unknown> };
    delete definition.States.No;
    expect(await machines.run(definition)).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  });

  it('fails when a condition is no boolean', async () => {
    expect(await machines.run(choice('{% 1 %}', 'No'))).toMatchObject({
      status: 'FAILED',
      error: 'States.QueryEvaluationError',
    });
  });
});

describe('variables', () => {
  it('are seen by the next state, and all assigned at once', async () => {
    const definition = {
      StartAt: 'First',
      States: {
        First: { Type: 'Pass', Assign: { a: 1, b: 2 }, Next: 'Swap' },
        Swap: { Type: 'Pass', Assign: { a: '{% $b %}', b: '{% $a %}' }, Next: 'Show' },
        Show: { Type: 'Pass', Output: ['{% $a %}', '{% $b %}'], End: true },
      },
    };
    expect(await machines.run(definition)).toMatchObject({ output: [2, 1] });
  });

  it('of the outer scope are seen inside, and those of the inside are gone outside', async () => {
    const inner = { StartAt: 'In', States: { In: { Type: 'Pass', Output: '{% $outer + 1 %}', End: true } } };
    const definition = {
      StartAt: 'Set',
      States: {
        Set: { Type: 'Pass', Assign: { outer: 1 }, Next: 'Both' },
        Both: { Type: 'Parallel', Branches: [inner], End: true },
      },
    };
    expect(await machines.run(definition)).toMatchObject({ output: [2] });
  });
});

describe('Parallel and Map', () => {
  /** Names are unique in a whole machine. */
  const graph = (state: object, name = 'In') => ({
    StartAt: name,
    States: { [name]: { Type: 'Pass', End: true, ...state } },
  });

  it('give the outputs of the branches in their order', async () => {
    const Branches = [graph({ Output: 'a' }), graph({ Output: 'b' }, 'Other')];
    expect(await machines.run(only({ Type: 'Parallel', Branches }))).toMatchObject({ output: ['a', 'b'] });
  });

  it('hand Arguments to each branch', async () => {
    const state = { Type: 'Parallel', Branches: [graph({})], Arguments: { x: '{% $states.input.a %}' } };
    expect(await machines.run(only(state), { a: 1 })).toMatchObject({ output: [{ x: 1 }] });
  });

  it('run the items of an expression', async () => {
    const state = {
      Type: 'Map',
      Items: '{% $states.input.list %}',
      ItemProcessor: graph({ Output: '{% $states.input * 2 %}' }),
    };
    expect(await machines.run(only(state), { list: [1, 2] })).toMatchObject({ output: [2, 4] });
  });

  it('give each item its index and value', async () => {
    const item = { i: '{% $states.context.Map.Item.Index %}', v: '{% $states.context.Map.Item.Value %}' };
    const state = { Type: 'Map', Items: ['x'], ItemSelector: item, ItemProcessor: graph({}) };
    expect(await machines.run(only(state))).toMatchObject({ output: [{ i: 0, v: 'x' }] });
  });

  it('run nothing for an empty list', async () => {
    const state = { Type: 'Map', Items: [], ItemProcessor: graph({}) };
    expect(await machines.run(only(state))).toMatchObject({ output: [] });
  });

  it('fail when a branch fails', async () => {
    const Branches = [graph({}), { StartAt: 'Bad', States: { Bad: { Type: 'Fail', Error: 'Boom' } } }];
    expect(await machines.run(only({ Type: 'Parallel', Branches }))).toMatchObject({ error: 'Boom' });
  });

  it('fail when more items fail than are tolerated', async () => {
    const broken = { StartAt: 'In', States: { In: { Type: 'Fail', Error: 'Boom' } } };
    const state = { Type: 'Map', Items: [1, 2], ItemProcessor: broken, ToleratedFailureCount: 1 };
    expect(await machines.run(only(state))).toMatchObject({
      error: 'States.ExceedToleratedFailureThreshold',
    });
  });
});

describe('errors', () => {
  it('of an SDK integration have the name of the service and of its error', async () => {
    // "Learning to use AWS service SDK integrations"
    expect(await machines.run(only(failing()))).toMatchObject({ status: 'FAILED', error: ERROR });
  });

  it.each([[ERROR], ['States.TaskFailed'], ['States.ALL']])('are caught by %s', async (name) => {
    const Catch = [{ ErrorEquals: [name], Next: 'Caught', Output: '{% $states.errorOutput.Error %}' }];
    const definition = {
      StartAt: 'Work',
      States: { Work: failing({ Catch, End: true }), Caught: { Type: 'Pass', End: true } },
    };
    expect(await machines.run(definition)).toMatchObject({ status: 'SUCCEEDED', output: ERROR });
  });

  it('are not caught by a name that is not theirs', async () => {
    const Catch = [{ ErrorEquals: ['SecretsManager.Other'], Next: 'Caught' }];
    const definition = {
      StartAt: 'Work',
      States: { Work: failing({ Catch, End: true }), Caught: { Type: 'Pass', End: true } },
    };
    expect(await machines.run(definition)).toMatchObject({ status: 'FAILED', error: ERROR });
  });

  it('are retried as often as it is said, then caught', async () => {
    const Retry = [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 1, MaxAttempts: 2, BackoffRate: 1 }];
    const Catch = [
      { ErrorEquals: ['States.ALL'], Next: 'Caught', Output: '{% $states.context.State.RetryCount %}' },
    ];
    const definition = {
      StartAt: 'Work',
      States: { Work: failing({ Retry, Catch, End: true }), Caught: { Type: 'Pass', End: true } },
    };
    expect(await machines.run(definition)).toMatchObject({ output: 2 });
  });

  it("of the whole machine's time-out end it as TIMED_OUT", async () => {
    const definition = { TimeoutSeconds: 2, ...only({ Type: 'Wait', Seconds: 30 }) };
    expect(await machines.run(definition)).toMatchObject({ status: 'TIMED_OUT' });
  });
});

describe('an integration', () => {
  it('of SQS sends an object as JSON text', async () => {
    const state = {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage',
      Arguments: { QueueUrl: cloud.outputs.QueueUrl, MessageBody: { a: 1 } },
      Output: '{% $states.result.MD5OfMessageBody %}',
    };
    // MD5 of {"a":1}
    expect(await machines.run(only(state))).toMatchObject({ output: 'bb6cb5c68df4652941caf652a366f2d8' });
  });

  it('of EventBridge fails when an entry fails', async () => {
    // "Add EventBridge events with Step Functions": EventBridge.FailedEntry
    const Entries = [{ Source: 'shop', DetailType: 'x', Detail: 'no JSON', EventBusName: 'default' }];
    const state = { Type: 'Task', Resource: 'arn:aws:states:::events:putEvents', Arguments: { Entries } };
    expect(await machines.run(only(state))).toMatchObject({
      status: 'FAILED',
      error: 'EventBridge.FailedEntry',
    });
  });

  it('of the SDK takes and gives PascalCase', async () => {
    const state = {
      Type: 'Task',
      Resource: 'arn:aws:states:::aws-sdk:sqs:getQueueAttributes',
      Arguments: { QueueUrl: cloud.outputs.QueueUrl, AttributeNames: ['QueueArn'] },
      Output: '{% $exists($states.result.Attributes.QueueArn) %}',
    };
    expect(await machines.run(only(state))).toMatchObject({ output: true });
  });

  describe('of Cognito', () => {
    const UserPoolId = '{% $states.input.pool %}';
    const cognito = (action: string, Arguments: object, more: object) => ({
      Type: 'Task',
      Resource: `arn:aws:states:::aws-sdk:cognitoidentityprovider:${action}`,
      Arguments: { UserPoolId, ...Arguments },
      ...more,
    });
    const address = `${unique('asked')}@example.com`;
    const UserAttributes = [
      { Name: 'email', Value: address },
      { Name: 'email_verified', Value: 'true' },
    ];
    const create = { Username: address, UserAttributes, MessageAction: 'SUPPRESS' };

    it('gets a user by the sub, with dates as text', async () => {
      // API reference, AdminGetUser
      const Username = '{% $states.input.made.User.Username %}';
      const definition = {
        StartAt: 'Create',
        States: {
          Create: cognito('adminCreateUser', create, {
            Output: { pool: UserPoolId, made: '{% $states.result %}' },
            Next: 'Get',
          }),
          Get: cognito('adminGetUser', { Username }, { Output: '{% $states.result %}', End: true }),
        },
      };
      const { output } = await machines.run(definition, { pool: cloud.outputs.UserPoolId });
      const text = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string;
      const sub = (output as { Username: string }).Username;
      expect(output).toMatchObject({
        ...{ UserStatus: 'FORCE_CHANGE_PASSWORD', Enabled: true },
        ...{ UserCreateDate: text, UserLastModifiedDate: text },
        UserAttributes: expect.arrayContaining([...UserAttributes, { Name: 'sub', Value: sub }]) as unknown,
      });
    });

    it.each([
      ['a user', { Username: 'nobody' }, 'CognitoIdentityProvider.UserNotFoundException'],
      [
        'a pool',
        { Username: 'nobody', UserPoolId: 'us-east-1_NoSuchPoo' },
        'CognitoIdentityProvider.ResourceNotFoundException',
      ],
    ])('names %s that is not there', async (_what, args, error) => {
      const state = only(cognito('adminGetUser', args, {}));
      const input = { pool: cloud.outputs.UserPoolId };
      expect(await machines.run(state, input)).toMatchObject({ status: 'FAILED', error });
    });
  });

  it('starts another machine without waiting', async () => {
    const StateMachineArn = await machines.create(only({ Type: 'Pass' }));
    const state = {
      Type: 'Task',
      Resource: 'arn:aws:states:::states:startExecution',
      Arguments: { StateMachineArn, Input: {}, Name: unique('run') },
      Output: '{% $exists($states.result.ExecutionArn) %}',
    };
    expect(await machines.run(only(state))).toMatchObject({ output: true });
  });
});
