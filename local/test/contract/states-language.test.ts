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
  it.each([null, 0, 0.1, true, 'text', [], [1, [2]], { a: null }])(
    'hand on an input that is %j',
    async (input) => {
      expect(await machines.run(only({ Type: 'Pass' }), input)).toMatchObject({ output: input });
    },
  );

  it.each([null, 0, 0.1, true, 'text', [], [1, [2]]])('output what is written: %j', async (Output) => {
    expect(await machines.run(only({ Type: 'Pass', Output }))).toMatchObject({ output: Output });
  });

  it('wait for seconds that an expression gives', async () => {
    const state = { Type: 'Wait', Seconds: '{% $states.input.s %}' };
    expect(await machines.run(only(state), { s: 1 })).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('wait until a time that is over not at all', async () => {
    const state = { Type: 'Wait', Timestamp: '2016-03-14T01:59:00Z' };
    expect(await machines.run(only(state), 1)).toMatchObject({ status: 'SUCCEEDED', output: 1 });
  });

  it.each(['2016-12-05 21:29:29Z', '2016-12-05T21:29:29', '2016-13-05T21:29:29Z', '2016-12-05T25:29:29Z'])(
    'do not wait until %s, which is no time',
    async (timestamp) => {
      const state = { Type: 'Wait', Timestamp: '{% $states.input %}' };
      expect(await machines.run(only(state), timestamp)).toMatchObject({
        error: 'States.QueryEvaluationError',
        cause: expect.stringContaining(
          `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${timestamp}`,
        ) as string,
      });
    },
  );

  it.each([-1, 100_000_000])('do not wait %d seconds', async (seconds) => {
    const state = { Type: 'Wait', Seconds: '{% $states.input %}' };
    expect(await machines.run(only(state), seconds)).toMatchObject({
      error: 'States.QueryEvaluationError',
      cause: expect.stringContaining(`Seconds must be between 0 and 99999999 but was: ${seconds}`) as string,
    });
  });

  it('end with an output', async () => {
    const States = { Only: { Type: 'Succeed', Output: '{% $states.input.a + 1 %}' } };
    expect(await machines.run({ StartAt: 'Only', States }, { a: 1 })).toMatchObject({ output: 2 });
  });

  it('fail with an error and a cause that expressions give, or with neither', async () => {
    const States = { Only: { Type: 'Fail', Error: '{% "My" & "Error" %}', Cause: 'because' } };
    expect(await machines.run({ StartAt: 'Only', States })).toMatchObject({
      ...{ status: 'FAILED', error: 'MyError', cause: 'because' },
    });
    const bare = await machines.run({ StartAt: 'Only', States: { Only: { Type: 'Fail' } } });
    expect(bare).toEqual({ status: 'FAILED' });
  });
});

describe('Choice', () => {
  const choice = (Condition: unknown, more: object = { Default: 'End' }) => ({
    StartAt: 'Choose',
    States: {
      Choose: { Type: 'Choice', Choices: [{ Condition, Next: 'End' }], ...more },
      End: { Type: 'Succeed' },
    },
  });
  const definition = {
    StartAt: 'Choose',
    States: {
      Choose: {
        Type: 'Choice',
        Choices: [
          { Condition: '{% $states.input.n = 1 %}', Next: 'One', Output: 'from the rule', Assign: { v: 1 } },
          { Condition: '{% $states.input.n = 2 %}', Next: 'One' },
        ],
        Default: 'One',
        Output: 'from the state',
        Assign: { v: 9 },
      },
      One: { Type: 'Succeed', Output: { in: '{% $states.input %}', v: '{% $exists($v) ? $v : null %}' } },
    },
  };

  it.each([
    ['takes the first rule that holds, with its output and variables', 1, { in: 'from the rule', v: 1 }],
    ['hands its input on when the rule has no output', 2, { in: { n: 2 }, v: null }],
    ['uses its own output and variables for Default', 3, { in: 'from the state', v: 9 }],
  ])('%s', async (_what, n, output) => {
    expect(await machines.run(definition, { n })).toMatchObject({ output });
  });

  it('takes a condition that is written out', async () => {
    expect(await machines.run(choice(true, {}), 5)).toMatchObject({ output: 5 });
  });

  it('fails when none holds and there is no Default', async () => {
    // The page of errors names States.NoChoiceMatched; executions recorded in AWS say this.
    expect(await machines.run(choice('{% false %}', {}))).toMatchObject({
      ...{ status: 'FAILED', error: 'States.Runtime' },
    });
  });

  it('fails when a condition is no boolean', async () => {
    expect(await machines.run(choice("{% 'yes' %}"))).toMatchObject({
      ...{ status: 'FAILED', error: 'States.QueryEvaluationError' },
      cause: expect.stringContaining(
        "The JSONata expression ''yes'' specified for the field 'Choices[0]/Condition' returned an unexpected result " +
          `type. Expected 'boolean', but was 'string' for value: "yes"`,
      ) as string,
    });
  });
});

describe('variables', () => {
  it('have in a state the values that they had at its entry, whatever the order in Assign', async () => {
    const definition = {
      StartAt: 'A',
      States: {
        A: { Type: 'Pass', Assign: { x: 3, a: 6 }, Next: 'B' },
        B: { Type: 'Pass', Assign: { x: '{% $a %}', nextX: '{% $x %}' }, Output: '{% $x %}', Next: 'C' },
        C: { Type: 'Succeed', Output: ['{% $states.input %}', '{% $x %}', '{% $nextX %}'] },
      },
    };
    expect(await machines.run(definition)).toMatchObject({ output: [3, 6, 3] });
  });

  it('of the outer scope are seen inside, and those of the inside are gone outside', async () => {
    const inside = { Type: 'Pass', Assign: { y: '{% $x + 1 %}' }, Output: '{% $x %}', End: true };
    const definition = {
      StartAt: 'A',
      States: {
        A: { Type: 'Pass', Assign: { x: 1 }, Next: 'P' },
        P: { Type: 'Parallel', Branches: [{ StartAt: 'I', States: { I: inside } }], Next: 'Z' },
        Z: { Type: 'Succeed', Output: ['{% $states.input %}', '{% $exists($y) %}'] },
      },
    };
    expect(await machines.run(definition)).toMatchObject({ output: [[1], false] });
  });

  it('may take 256 KiB in one Assign and no more', async () => {
    const assign = (characters: number) =>
      only({ Type: 'Pass', Output: 1, Assign: { v: `{% $pad('', ${characters}, 'x') %}` } });
    expect(await machines.run(assign(262_000))).toMatchObject({ status: 'SUCCEEDED' });
    expect(await machines.run(assign(262_144))).toMatchObject({
      ...{ status: 'FAILED', error: 'States.DataLimitExceeded' },
    });
  });

  it('may take 10 MiB in one execution and no more', async () => {
    const states = Array.from({ length: 45 }, (_, i) => [
      `S${i}`,
      {
        ...{ Type: 'Pass', Output: 1, Assign: { [`v${i}`]: "{% $pad('', 260000, 'x') %}" } },
        ...(i < 44 ? { Next: `S${i + 1}` } : { End: true }),
      },
    ]);
    const definition = { StartAt: 'S0', States: Object.fromEntries(states) as object };
    expect(await machines.run(definition)).toMatchObject({
      ...{ status: 'FAILED', error: 'States.DataLimitExceeded' },
    });
  });

  it('aside, the payload of a state may take 256 KiB and no more', async () => {
    const state = (length: number) => only({ Type: 'Pass', Output: `{% $pad('', ${length}, 'x') %}` });
    expect(await machines.run(state(262_142))).toMatchObject({ status: 'SUCCEEDED' });
    expect(await machines.run(state(262_143))).toMatchObject({
      error: 'States.DataLimitExceeded',
      cause:
        "The state/task 'Only' returned a result with a size exceeding the maximum number of bytes service limit.",
    });
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

  it('map over the input where nothing else is said, and give each item its index and value', async () => {
    const item = { i: '{% $states.context.Map.Item.Index %}', v: '{% $states.context.Map.Item.Value %}' };
    const state = { Type: 'Map', ItemSelector: item, ItemProcessor: graph({}) };
    const output = [
      { i: 0, v: 'a' },
      { i: 1, v: 'b' },
    ];
    expect(await machines.run(only(state), ['a', 'b'])).toMatchObject({ output });
  });

  it('show the item to the states of the iteration too', async () => {
    const ItemProcessor = graph({ Output: '{% $states.context.Map.Item.Index %}' });
    const state = { Type: 'Map', ItemProcessor, Items: ['{% 1 %}', 2] };
    expect(await machines.run(only(state))).toMatchObject({ output: [0, 1] });
  });

  it.each([
    ['1', 'number', '1'],
    ["'string'", 'string', '"string"'],
    ["{'foo': 'bar'}", 'object', '{"foo":"bar"}'],
    ['null', 'null', 'null'],
  ])('refuse the items %s', async (source, type, text) => {
    const state = { Type: 'Map', Items: `{% ${source} %}`, ItemProcessor: graph({}) };
    expect(await machines.run(only(state))).toMatchObject({
      error: 'States.QueryEvaluationError',
      cause:
        "An error occurred while executing the state 'Only' (entered at the event id #2). The JSONata expression " +
        `'${source}' specified for the field 'Items' returned an unexpected result type. ` +
        `Expected 'array', but was '${type}' for value: ${text}`,
    });
  });

  it('run nothing for an empty list', async () => {
    const state = { Type: 'Map', Items: [], ItemProcessor: graph({}) };
    expect(await machines.run(only(state))).toMatchObject({ output: [] });
  });

  it('fail when a branch fails', async () => {
    const Branches = [graph({}), { StartAt: 'Bad', States: { Bad: { Type: 'Fail', Error: 'Boom' } } }];
    expect(await machines.run(only({ Type: 'Parallel', Branches }))).toMatchObject({ error: 'Boom' });
  });

  const odd = {
    StartAt: 'C',
    States: {
      C: { Type: 'Choice', Choices: [{ Condition: '{% $states.input % 2 = 1 %}', Next: 'F' }], Default: 'S' },
      F: { Type: 'Fail', Error: 'Odd' },
      S: { Type: 'Succeed' },
    },
  };
  const tolerant = (more: object) => only({ Type: 'Map', Items: [1, 2, 3, 4], ItemProcessor: odd, ...more });

  it('tolerate as many failures as it is said', async () => {
    expect(await machines.run(tolerant({ ToleratedFailureCount: 2 }))).toMatchObject({
      output: [{ Error: 'Odd', Cause: '' }, 2, { Error: 'Odd', Cause: '' }, 4],
    });
  });

  it.each([{ ToleratedFailureCount: 1 }, { ToleratedFailurePercentage: '{% 49.9 %}' }])(
    'fail when more items fail than %j allows',
    async (tolerance) => {
      expect(await machines.run(tolerant(tolerance))).toMatchObject({
        ...{ status: 'FAILED', error: 'States.ExceedToleratedFailureThreshold' },
        cause: 'The specified tolerated failure threshold was exceeded',
      });
    },
  );
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
