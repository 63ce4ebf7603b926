import { only, StatesFixture, type SyncResult } from '../../../../testing/state-machine-runner';

const pass = only({ Type: 'Pass' });
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    ({ code, message }: { code: string; message: string }) => ({ code, message }),
  );

/** Calls without letting time pass. */
const CLIENT = { caller: 'client' };

describe('CreateStateMachine and DescribeStateMachine', () => {
  it('keep what was given', async () => {
    const states = new StatesFixture();
    const stateMachineArn = await states.create(pass);
    expect(stateMachineArn).toBe('arn:aws:states:us-east-1:000000000000:stateMachine:machine-1');
    expect(await states.api('DescribeStateMachine', { stateMachineArn })).toEqual({
      stateMachineArn,
      name: 'machine-1',
      status: 'ACTIVE',
      definition: JSON.stringify({ QueryLanguage: 'JSONata', ...pass }),
      roleArn: 'arn:aws:iam::000000000000:role/workflow',
      type: 'EXPRESS',
      creationDate: expect.any(Date) as Date,
      loggingConfiguration: expect.objectContaining({ level: 'ALL', includeExecutionData: true }) as object,
      encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
      tracingConfiguration: { enabled: false },
    });
  });

  it('list the variables that each state reads', async () => {
    const states = new StatesFixture();
    const Output =
      '{% ($local := 1; $map([$b, $a], function($v) { $v + $local + $states.input }) ~> $sum) %}';
    const stateMachineArn = await states.create(only({ Type: 'Pass', Output }));
    expect(await states.api('DescribeStateMachine', { stateMachineArn })).toMatchObject({
      variableReferences: { Only: ['a', 'b'] },
    });
  });

  it('answer the same creation again, and refuse another one of the same name', async () => {
    const states = new StatesFixture();
    const input = {
      name: 'm',
      type: 'EXPRESS',
      roleArn: 'r',
      definition: JSON.stringify({ QueryLanguage: 'JSONata', ...pass }),
    };
    const first = await states.api('CreateStateMachine', input);
    expect(await states.api('CreateStateMachine', input)).toEqual(first);
    expect(await states.api('CreateStateMachine', { ...input, roleArn: 'other' })).toEqual(first);
    const definition = JSON.stringify({ QueryLanguage: 'JSONata', Comment: 'other', ...pass });
    expect(await refusal(states.api('CreateStateMachine', { ...input, definition }))).toEqual({
      code: 'StateMachineAlreadyExists',
      message: "State Machine Already Exists: 'arn:aws:states:us-east-1:000000000000:stateMachine:m'",
    });
  });

  it('refuse a definition that is longer than the API takes, before they read it', async () => {
    const states = new StatesFixture();
    const stateMachineArn = await states.create(pass);
    const input = {
      name: 'm',
      roleArn: 'r',
      type: 'EXPRESS',
      stateMachineArn,
      definition: ' '.repeat(1_048_577),
    };

    for (const operation of ['Create', 'Update'].map((verb) => `${verb}StateMachine`).concat('TestState'))
      expect(await refusal(states.api(operation, input))).toEqual({
        code: 'ValidationException',
        message: expect.stringContaining("Value at 'definition' failed to satisfy constraint") as string,
      });
  });

  it.each(['a b', 'a/b', 'a:b', 'a#b', 'a\u0000', 'x'.repeat(81), ''])('refuse the name %j', async (name) => {
    expect(await refusal(new StatesFixture().create(pass, { name }))).toEqual({
      code: 'InvalidName',
      message: `Invalid Name: '${name}'`,
    });
  });

  it('refuse by name what the local cloud does not have', async () => {
    const states = new StatesFixture();
    expect(await refusal(states.create(pass, { type: 'STANDARD' }))).toMatchObject({
      code: 'UnsupportedByLocalCloud',
    });
    expect(await refusal(states.create(pass, { publish: true }))).toMatchObject({
      code: 'UnsupportedByLocalCloud',
    });
    expect((await refusal(states.create({ ...pass, QueryLanguage: 'JSONPath' })))!.message).toContain(
      'JSONata states only',
    );
    expect((await refusal(states.api('PublishStateMachineVersion', {})))!.message).toContain(
      'states:PublishStateMachineVersion',
    );
  });

  it.each([
    [{ level: 'ALL' }, 'InvalidLoggingConfiguration'],
    [{ level: 'LOUD' }, 'ValidationException'],
  ])('refuse the logging configuration %j', async (loggingConfiguration, code) => {
    const states = new StatesFixture();
    expect(await refusal(states.create(pass, { loggingConfiguration }))).toMatchObject({ code });
    const jsonPath = { ...pass, QueryLanguage: 'JSONPath' };
    expect(await refusal(states.create(jsonPath, { loggingConfiguration }))).toMatchObject({ code });
  });
});

describe('UpdateStateMachine, DeleteStateMachine and ListStateMachines', () => {
  it('change the definition for the next execution and give a revision', async () => {
    const states = new StatesFixture();
    const stateMachineArn = await states.create(pass);
    const definition = JSON.stringify({ QueryLanguage: 'JSONata', ...only({ Type: 'Pass', Output: 'new' }) });
    const { revisionId } = await states.api('UpdateStateMachine', { stateMachineArn, definition });
    expect(await states.api('DescribeStateMachine', { stateMachineArn })).toMatchObject({
      definition,
      revisionId,
    });
    expect((await states.api<SyncResult>('StartSyncExecution', { stateMachineArn })).output).toBe('"new"');
  });

  it('refuse an update that changes nothing', async () => {
    const states = new StatesFixture();
    const stateMachineArn = await states.create(pass);
    expect(await refusal(states.api('UpdateStateMachine', { stateMachineArn }))).toEqual({
      code: 'MissingRequiredParameter',
      message:
        'Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified',
    });
  });

  it('delete once and for all', async () => {
    const states = new StatesFixture();
    const stateMachineArn = await states.create(pass);
    await states.api('DeleteStateMachine', { stateMachineArn });
    await states.api('DeleteStateMachine', { stateMachineArn });
    expect(await refusal(states.api('DescribeStateMachine', { stateMachineArn }))).toEqual({
      code: 'StateMachineDoesNotExist',
      message: `State Machine Does Not Exist: '${stateMachineArn}'`,
    });
  });

  it('list page by page', async () => {
    const states = new StatesFixture();
    for (let i = 0; i < 3; i++) await states.create(pass);
    const names: string[] = [];
    for (let nextToken: string | undefined, page = 0; page === 0 || nextToken; page++) {
      const answer = await states.api<{ stateMachines: { name: string }[]; nextToken?: string }>(
        'ListStateMachines',
        {
          maxResults: 2,
          nextToken,
        },
      );
      names.push(...answer.stateMachines.map(({ name }) => name));
      nextToken = answer.nextToken;
    }
    expect(names).toEqual(['machine-1', 'machine-2', 'machine-3']);
    expect(await refusal(states.api('ListStateMachines', { maxResults: 1001 }))).toMatchObject({
      code: 'ValidationException',
    });
  });
});

describe('StartSyncExecution and StartExecution', () => {
  it('answer the whole execution', async () => {
    const states = new StatesFixture();
    const stateMachineArn = await states.create(pass);
    const input = '{"a":  1}';
    expect(
      await states.api('StartSyncExecution', { stateMachineArn, name: 'mine', input, traceHeader: 'Root=1' }),
    ).toEqual({
      executionArn: expect.stringMatching(
        /^arn:aws:states:us-east-1:000000000000:express:machine-1:mine:[\w-]{36}$/,
      ) as string,
      stateMachineArn,
      name: 'mine',
      startDate: expect.any(Date) as Date,
      stopDate: expect.any(Date) as Date,
      status: 'SUCCEEDED',
      input,
      inputDetails: { included: true },
      output: input,
      outputDetails: { included: true },
      traceHeader: 'Root=1',
      billingDetails: {
        billedMemoryUsedInMB: 64,
        billedDurationInMilliseconds: expect.any(Number) as number,
      },
    });
  });

  it('start without waiting, the same name as often as it is asked', async () => {
    const states = new StatesFixture();
    const stateMachineArn = await states.create(pass);
    const first = await states.api('StartExecution', { stateMachineArn, name: 'again' });
    const second = await states.api('StartExecution', { stateMachineArn, name: 'again' });
    expect(first.executionArn).not.toBe(second.executionArn);
    expect(first).not.toHaveProperty('status');
  });

  it.each([
    [
      'not json',
      "Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
    ],
    [
      "{'not': 'json'}",
      "Unexpected character (''' (code 39)): was expecting double-quote to start field name",
    ],
    ['', 'Invalid execution input.'],
  ])('refuse the input %s', async (input, what) => {
    const states = new StatesFixture();
    const stateMachineArn = await states.create(pass);
    expect(await refusal(states.api('StartSyncExecution', { stateMachineArn, input }))).toEqual({
      code: 'InvalidExecutionInput',
      message: `Invalid State Machine Execution Input: '${what}'`,
    });
  });

  it('refuse an input over 256 KiB', async () => {
    const states = new StatesFixture();
    const stateMachineArn = await states.create(pass);
    const input = JSON.stringify('x'.repeat(262_144));
    expect(await refusal(states.api('StartSyncExecution', { stateMachineArn, input }))).toMatchObject({
      code: 'ValidationException',
    });
  });

  it('end promptly when the service stops', async () => {
    const states = new StatesFixture();
    const stateMachineArn = await states.create(only({ Type: 'Wait', Seconds: 250 }));
    const running = states.gateway.call<SyncResult>(
      'states',
      'StartSyncExecution',
      { stateMachineArn },
      CLIENT,
    );
    await new Promise((resolve) => setImmediate(resolve));
    await states.states.stop!();
    expect((await running).status).toBe('TIMED_OUT');
  });
});

describe('what AWS refuses for Express', () => {
  const executionArn = 'arn:aws:states:us-east-1:000000000000:express:m:n:1';

  it.each(['DescribeExecution', 'GetExecutionHistory', 'StopExecution', 'DescribeStateMachineForExecution'])(
    'is %s',
    async (operation) => {
      expect(await refusal(new StatesFixture().api(operation, { executionArn }))).toEqual({
        code: 'InvalidArn',
        message: "Invalid Arn: 'Resource type not valid in this context: express'",
      });
    },
  );

  it('is ListExecutions', async () => {
    const states = new StatesFixture();
    const stateMachineArn = await states.create(pass);
    expect(await refusal(states.api('ListExecutions', { stateMachineArn }))).toEqual({
      code: 'StateMachineTypeNotSupported',
      message: 'This operation is not supported by this type of state machine',
    });
  });
});

describe('tags', () => {
  it('are added, changed and taken away', async () => {
    const states = new StatesFixture();
    const resourceArn = await states.create(pass, { tags: [{ key: 'a', value: '1' }] });
    await states.api('TagResource', {
      resourceArn,
      tags: [
        { key: 'a', value: '2' },
        { key: 'b', value: '3' },
      ],
    });
    await states.api('UntagResource', { resourceArn, tagKeys: ['b'] });
    expect(await states.api('ListTagsForResource', { resourceArn })).toEqual({
      tags: [{ key: 'a', value: '2' }],
    });
    await states.api('TagResource', {
      resourceArn,
      tags: [
        { key: 'c', value: '4' },
        { key: 'c', value: '5' },
      ],
    });
    expect(await states.api('ListTagsForResource', { resourceArn })).toEqual({
      tags: [
        { key: 'a', value: '2' },
        { key: 'c', value: '5' },
      ],
    });
    expect(await refusal(states.api('ListTagsForResource', { resourceArn: 'arn:none' }))).toMatchObject({
      code: 'ResourceNotFound',
    });
  });
});
