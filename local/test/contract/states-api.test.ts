import type { SFNClient } from '@aws-sdk/client-sfn';
import {
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  StartExecutionCommand,
  StartSyncExecutionCommand,
  StopExecutionCommand,
  TestStateCommand,
  UpdateStateMachineCommand,
  ValidateStateMachineDefinitionCommand,
  type TestStateCommandInput,
} from '@aws-sdk/client-sfn';
import { contractCloud, unique } from './contract-cloud';
import { only, StateMachines, workflowRole } from './state-machines';

const cloud = contractCloud({
  resources: { Role: workflowRole() },
  outputs: { RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] } },
});
const machines = new StateMachines(cloud);
let sfn: SFNClient;
beforeAll(() => {
  sfn = machines.client;
});

const PASS = only({ Type: 'Pass' });

describe('a state machine', () => {
  it('is described as it was made', async () => {
    const stateMachineArn = await machines.create(PASS);
    expect(await sfn.send(new DescribeStateMachineCommand({ stateMachineArn }))).toMatchObject({
      ...{ stateMachineArn, type: 'EXPRESS', status: 'ACTIVE', roleArn: machines.roleArn },
      creationDate: expect.any(Date) as Date,
    });
  });

  it('is listed', async () => {
    const stateMachineArn = await machines.create(PASS);
    const { stateMachines = [] } = await sfn.send(new ListStateMachinesCommand({ maxResults: 1000 }));
    expect(stateMachines.map((each) => each.stateMachineArn)).toContain(stateMachineArn);
  });

  it('is made anew under its name only with the same definition', async () => {
    // API reference, CreateStateMachine: idempotent
    const name = unique('same');
    const arn = await machines.create(PASS, { name });
    expect(await machines.create(PASS, { name })).toBe(arn);
    await expect(machines.create(only({ Type: 'Succeed', End: undefined }), { name })).rejects.toMatchObject({
      name: 'StateMachineAlreadyExists',
    });
  });

  it.each(['a b', 'a*', 'x'.repeat(81), ''])('is not named %j', async (name) => {
    // API reference, CreateStateMachine, name
    await expect(machines.create(PASS, { name })).rejects.toMatchObject({
      name: expect.stringMatching(/^(InvalidName|ValidationException)$/) as string,
    });
  });

  it('is updated', async () => {
    const stateMachineArn = await machines.create(PASS);
    const definition = JSON.stringify({ QueryLanguage: 'JSONata', ...only({ Type: 'Pass', Output: 2 }) });
    await sfn.send(new UpdateStateMachineCommand({ stateMachineArn, definition }));
    const described = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn }));
    expect(described.definition).toBe(definition);
  });

  it('that is not there is StateMachineDoesNotExist', async () => {
    const stateMachineArn = `arn:aws:states:${cloud.region}:${cloud.accountId}:stateMachine:${unique('none')}`;
    for (const command of [
      new StartExecutionCommand({ stateMachineArn }),
      new DescribeStateMachineCommand({ stateMachineArn }),
    ])
      await expect(sfn.send(command as StartExecutionCommand)).rejects.toMatchObject({
        name: 'StateMachineDoesNotExist',
      });
  });
});

describe('an Express execution', () => {
  it('is answered with what it did and what it costs', async () => {
    // API reference, StartSyncExecution
    const stateMachineArn = await machines.create(PASS);
    const answer = await sfn.send(new StartSyncExecutionCommand({ stateMachineArn, input: '{"a":1}' }));
    expect(answer).toMatchObject({
      ...{ stateMachineArn, status: 'SUCCEEDED', input: '{"a":1}', output: '{"a":1}' },
      startDate: expect.any(Date) as Date,
      stopDate: expect.any(Date) as Date,
      billingDetails: {
        billedMemoryUsedInMB: 64,
        billedDurationInMilliseconds: expect.any(Number) as number,
      },
    });
    expect(answer.executionArn).toContain(':express:');
  });

  it('begins without being waited for', async () => {
    const stateMachineArn = await machines.create(PASS);
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn }));
    expect(executionArn).toContain(':express:');
  });

  it('takes JSON only, up to 256 KiB', async () => {
    const stateMachineArn = await machines.create(PASS);
    await expect(
      sfn.send(new StartSyncExecutionCommand({ stateMachineArn, input: '{' })),
    ).rejects.toMatchObject({ name: 'InvalidExecutionInput' });
    const input = JSON.stringify('x'.repeat(262_144));
    await expect(sfn.send(new StartSyncExecutionCommand({ stateMachineArn, input }))).rejects.toMatchObject({
      name: expect.stringMatching(/^(InvalidExecutionInput|ValidationException)$/) as string,
    });
  });

  it('cannot be described, stopped or listed', async () => {
    // "Choosing workflow type in Step Functions": Express has no DescribeExecution, history or list
    const stateMachineArn = await machines.create(PASS);
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn }));
    for (const command of [
      new DescribeExecutionCommand({ executionArn }),
      new GetExecutionHistoryCommand({ executionArn }),
      new StopExecutionCommand({ executionArn }),
    ])
      await expect(sfn.send(command as DescribeExecutionCommand)).rejects.toMatchObject({
        name: 'InvalidArn',
      });
    await expect(sfn.send(new ListExecutionsCommand({ stateMachineArn }))).rejects.toMatchObject({
      name: 'StateMachineTypeNotSupported',
    });
  });
});

describe('ValidateStateMachineDefinition', () => {
  const validate = (definition: string) =>
    sfn.send(new ValidateStateMachineDefinitionCommand({ definition, type: 'EXPRESS' }));
  const json = (definition: object) => JSON.stringify({ QueryLanguage: 'JSONata', ...definition });

  it('finds nothing wrong with what is right', async () => {
    expect(await validate(json(PASS))).toMatchObject({ result: 'OK', diagnostics: [] });
  });

  it.each<[rule: string, definition: string, code: string]>([
    ['text that is no JSON', '{', 'INVALID_JSON_DESCRIPTION'],
    [
      'a machine without StartAt',
      json({ States: { Only: { Type: 'Pass', End: true } } }),
      'SCHEMA_VALIDATION_FAILED',
    ],
    ['a StartAt that is no state', json({ ...PASS, StartAt: 'None' }), 'MISSING_TRANSITION_TARGET'],
    [
      'a Next that is no state',
      json(only({ Type: 'Pass', End: undefined, Next: 'None' })),
      'MISSING_TRANSITION_TARGET',
    ],
    ['an unknown type', json(only({ Type: 'Jump' })), 'SCHEMA_VALIDATION_FAILED'],
    ['an unknown field', json(only({ Type: 'Pass', Colour: 'red' })), 'SCHEMA_VALIDATION_FAILED'],
    ['a field of JSONPath', json(only({ Type: 'Pass', ResultPath: '$.a' })), 'SCHEMA_VALIDATION_FAILED'],
    ['a task without a resource', json(only({ Type: 'Task' })), 'SCHEMA_VALIDATION_FAILED'],
    [
      'a state that neither ends nor goes on',
      json(only({ Type: 'Pass', End: undefined })),
      'SCHEMA_VALIDATION_FAILED',
    ],
    [
      'waiting for a token in Express',
      json(only({ Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken' })),
      'SCHEMA_VALIDATION_FAILED',
    ],
  ])('finds %s', async (_rule, definition, code) => {
    // API reference, ValidateStateMachineDefinitionDiagnostic
    const { result, diagnostics } = await validate(definition);
    expect(result).toBe('FAIL');
    expect(diagnostics?.map((each) => each.code)).toContain(code);
  });
});

describe('TestState', () => {
  const test = (state: object, more: Partial<TestStateCommandInput> = {}) =>
    sfn.send(
      new TestStateCommand({
        ...{ definition: JSON.stringify({ QueryLanguage: 'JSONata', ...state }), roleArn: machines.roleArn },
        ...more,
      }),
    );

  it('runs one state and tells where it would go', async () => {
    // API reference, TestState
    const state = { Type: 'Pass', Output: '{% $states.input.a %}', Next: 'After' };
    expect(await test(state, { input: '{"a":1}' })).toMatchObject({
      ...{ status: 'SUCCEEDED', output: '1', nextState: 'After' },
    });
  });

  it('tells what it looked at', async () => {
    const state = { Type: 'Pass', Output: '{% $states.input %}', Next: 'After' };
    const { inspectionData } = await test(state, { input: '{"a":1}', inspectionLevel: 'DEBUG' });
    expect(inspectionData).toMatchObject({ input: '{"a":1}' });
  });

  it('answers with a mock instead of calling', async () => {
    const state = {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage',
      Arguments: { QueueUrl: 'q', MessageBody: 'b' },
      Output: '{% $states.result.MessageId %}',
      End: true,
    };
    const mock = { result: '{"MessageId":"m","MD5OfMessageBody":"x"}', fieldValidationMode: 'NONE' as const };
    expect(await test(state, { mock })).toMatchObject({ status: 'SUCCEEDED', output: '"m"' });
  });

  it('tells which error was caught', async () => {
    const state = {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage',
      Arguments: { QueueUrl: 'q', MessageBody: 'b' },
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }],
      End: true,
    };
    const mock = { errorOutput: { error: 'Boom', cause: 'c' } };
    expect(await test(state, { mock })).toMatchObject({
      status: 'CAUGHT_ERROR',
      error: 'Boom',
      nextState: 'Caught',
    });
  });

  it('sees variables and a context', async () => {
    const state = { Type: 'Pass', Output: ['{% $v %}', '{% $states.context.Execution.Name %}'], End: true };
    const more = { variables: '{"v":1}', context: '{"Execution":{"Name":"n"}}' };
    expect((await test(state, more)).output).toBe('[1,"n"]');
  });

  it('tests one state of a whole machine', async () => {
    const machine = {
      StartAt: 'A',
      States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Succeed', Output: 2 } },
    };
    expect(await test(machine, { stateName: 'B' })).toMatchObject({ status: 'SUCCEEDED', output: '2' });
  });
});
