import { SFNClient, TestStateCommand, type TestStateCommandInput } from '@aws-sdk/client-sfn';
import { contractCloud, unique } from './contract-cloud';
import { only, workflowRole } from './state-machines';

const cloud = contractCloud({
  resources: { Role: workflowRole(['sqs:*']), Queue: { Type: 'AWS::SQS::Queue' } },
  outputs: { RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] }, QueueUrl: { Ref: 'Queue' } },
});
let sfn: SFNClient;
beforeAll(() => {
  sfn = new SFNClient(cloud.config);
});

type Request = Partial<TestStateCommandInput>;

const jsonata = (state: object) => JSON.stringify({ QueryLanguage: 'JSONata', ...state });
const invoke = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: 'f', Payload: '{% $states.input %}' },
};
async function test(state: object, more: Request = {}) {
  const answer = await sfn.send(new TestStateCommand({ definition: jsonata(state), ...more }));
  return { ...answer, $metadata: undefined };
}
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: Error) => error.message,
  );
const mockError = { errorOutput: { error: 'E', cause: 'why' } };

// API reference, TestState; answers as recorded from AWS.
describe('TestState', () => {
  it('runs one state and says where it would go', async () => {
    expect(
      await test({ Type: 'Pass', Output: '{% $states.input.a %}', Next: 'Later' }, { input: '{"a":1}' }),
    ).toEqual({
      status: 'SUCCEEDED',
      output: '1',
      nextState: 'Later',
    });
  });

  it('runs a Choice, whose targets are not given', async () => {
    const Choices = [{ Condition: '{% $states.input.n > 1 %}', Next: 'Many' }];
    const choice = { Type: 'Choice', Choices, Default: 'Few' };
    expect(await test(choice, { input: '{"n":2}' })).toMatchObject({ nextState: 'Many' });
    expect(await test(choice, { input: '{"n":1}' })).toMatchObject({ nextState: 'Few' });
  });

  it('fails with the bare cause, since there is no history to point to', async () => {
    expect(await test({ Type: 'Pass', Output: '{% $nothing %}', End: true })).toEqual({
      status: 'FAILED',
      error: 'States.QueryEvaluationError',
      cause:
        "The JSONata expression '$nothing' specified for the field 'Output' returned nothing (undefined).",
    });
  });

  it('calls the resource when no mock stands in, and needs a role for that', async () => {
    const send = {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage',
      Arguments: { QueueUrl: cloud.outputs.QueueUrl, MessageBody: unique('test') },
      Output: '{% $exists($states.result.MessageId) %}',
      End: true,
    };
    expect(await test(send, { roleArn: cloud.outputs.RoleArn })).toMatchObject({
      status: 'SUCCEEDED',
      output: 'true',
    });
    expect(await refusal(test(send))).toBe('RoleArn must be specified when testing a Task state');
  });

  it('shows what it saw when it is asked to inspect', async () => {
    const request = {
      input: '1',
      inspectionLevel: 'DEBUG' as const,
      mock: { result: '{"Payload": 2}' },
      variables: '{"v": 3}',
    };
    const task = { ...invoke, Output: '{% $states.result.Payload + $v %}', Assign: { w: 4 }, End: true };
    const answer = await test(task, request);
    expect(answer).toMatchObject({ status: 'SUCCEEDED', output: '5' });
    const { result, ...inspected } = answer.inspectionData as { result: string };
    expect(JSON.parse(result)).toEqual({ Payload: 2 });
    expect(inspected).toEqual({
      input: '1',
      afterArguments: '{"FunctionName":"f","Payload":1}',
      variables: '{"v":3,"w":4}',
    });
  });

  const retried = {
    ...invoke,
    Retry: [{ ErrorEquals: ['E'], MaxAttempts: 2, IntervalSeconds: 3 }],
    End: true,
  };

  it('announces a retry with its delay, until its attempts are used up', async () => {
    const request = { mock: mockError, inspectionLevel: 'DEBUG' as const };
    expect(await test(retried, { ...request, stateConfiguration: { retrierRetryCount: 1 } })).toMatchObject({
      status: 'RETRIABLE',
      error: 'E',
      cause: 'why',
      inspectionData: { errorDetails: { retryIndex: 0, retryBackoffIntervalSeconds: 6 } },
    });
    expect(await test(retried, { ...request, stateConfiguration: { retrierRetryCount: 2 } })).toMatchObject({
      status: 'FAILED',
      inspectionData: { errorDetails: { retryIndex: 0 } },
    });
  });

  it('says which catcher caught the error and what it made of it', async () => {
    const Catch = [
      { ErrorEquals: ['Other'], Next: 'A' },
      { ErrorEquals: ['States.ALL'], Next: 'B', Output: '{% $states.errorOutput.Cause %}' },
    ];
    expect(
      await test({ ...invoke, Catch, End: true }, { mock: mockError, inspectionLevel: 'TRACE' }),
    ).toMatchObject({
      status: 'CAUGHT_ERROR',
      error: 'E',
      output: '"why"',
      nextState: 'B',
      inspectionData: { errorDetails: { catchIndex: 1 } },
    });
  });

  it('caught an error even if the catcher cannot write its output', async () => {
    const Catch = [{ ErrorEquals: ['States.ALL'], Output: '{% $states.input.missing %}', Next: 'R' }];
    const answer = await test({ ...invoke, Catch, End: true }, { mock: mockError });
    expect(answer).toMatchObject({ status: 'CAUGHT_ERROR', nextState: 'R' });
    expect(answer).not.toHaveProperty('output');
  });

  it('tests a state out of a whole definition, inner ones too', async () => {
    const inner = { StartAt: 'I', States: { I: { Type: 'Pass', Output: 'inner', End: true } } };
    const definition = jsonata(only({ Type: 'Parallel', Branches: [inner] }));
    expect(await test(JSON.parse(definition) as object, { stateName: 'I' })).toEqual({
      status: 'SUCCEEDED',
      output: '"inner"',
    });
  });

  it('takes the context object that it is given beside a mock', async () => {
    const context = JSON.stringify({ Execution: { Name: 'mine' } });
    const task = { ...invoke, Output: '{% $states.context %}', End: true };
    expect(await test(task, { context, mock: { result: '{}' } })).toMatchObject({
      output: '{"Execution":{"Name":"mine"}}',
    });
  });

  const map = {
    Type: 'Map',
    Items: '{% $states.input %}',
    ToleratedFailureCount: 1,
    End: true,
    ItemProcessor: only({ Type: 'Pass' }),
  };

  it('tests a Map with a mock for its iterations', async () => {
    const request = { input: '[1,2,3]', mock: { result: '[4,5,6]' }, inspectionLevel: 'DEBUG' as const };
    expect(await test(map, { ...request, stateConfiguration: { mapIterationFailureCount: 1 } })).toEqual({
      status: 'SUCCEEDED',
      output: '[4,5,6]',
      inspectionData: { input: '[1,2,3]', maxConcurrency: 0, toleratedFailureCount: 1 },
    });
    expect(
      await test(map, { ...request, stateConfiguration: { mapIterationFailureCount: 2 } }),
    ).toMatchObject({
      status: 'FAILED',
      error: 'States.ExceedToleratedFailureThreshold',
    });
  });

  it.each([
    [
      { Type: 'Pass', End: true },
      { mock: { result: '1' } },
      "State type 'Pass' is not supported when a mock is specified",
    ],
    [
      map,
      {},
      'TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]',
    ],
    [map, { mock: { result: '{}' } }, 'Mocked result must be an array.'],
    [
      map,
      { mock: { result: '[1]' }, stateConfiguration: { mapIterationFailureCount: 2 } },
      'Map iteration failure count must be less than or equal to the number of Map iterations',
    ],
    [{ ...invoke, End: true }, { mock: { result: 'x' } }, 'Mocked result must be valid JSON'],
    [
      { ...invoke, End: true },
      { mock: { result: '{}', ...mockError } },
      'A test mock should have only one of the following fields: [result, errorOutput].',
    ],
    [
      { ...invoke, End: true },
      { mock: { result: '{"StatusCode":"200"}' } },
      "Mock result schema validation error: Field 'StatusCode' must be a number",
    ],
    [
      { ...invoke, End: true },
      { mock: mockError, revealSecrets: true },
      'TestState does not support RevealSecrets when a mock is specified.',
    ],
    [
      { ...invoke, End: true },
      { mock: mockError, context: '{"Map":{}}' },
      "Invalid Context object provided: 'Map' field is not supported when mocking a Context object",
    ],
    [
      { ...invoke, End: true },
      { mock: mockError, context: '{"Execution":{"Id":1}}' },
      'Invalid Context object provided: Execution.Id must be a string',
    ],
    [
      { Type: 'Pass', QueryLanguage: 'JSONPath', End: true },
      { mock: { result: '1' } },
      "State type 'Pass' is not supported when a mock is specified",
    ],
    [
      { StartAt: 'A', States: { A: { Type: 'Succeed' } } },
      { stateName: 'B' },
      'State not found in definition',
    ],
    [
      { Type: 'Pass', End: true },
      { context: '{"Execution":{"Id":"x"}}' },
      'TestState does not support Context when a mock is not specified.',
    ],
    [
      { ...invoke, End: true },
      { roleArn: 'arn:aws:iam::000000000000:role/r', context: '{"Execution":{"Id":"x"}}' },
      'TestState does not support Context when a mock is not specified.',
    ],
    [
      map,
      { stateConfiguration: { mapIterationFailureCount: 1 } },
      'TestState does not support MapIterationFailureCount when a mock is not specified.',
    ],
    [
      { ...invoke, Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', End: true },
      { roleArn: 'arn:aws:iam::000000000000:role/r' },
      'TestState API does not support Activity tasks, .sync or .waitForTaskToken when a mock is not specified.',
    ],
    [
      { ...invoke, End: true },
      { mock: { errorOutput: { cause: 'why' } } },
      "Mocked errorOutput must have the field 'error'.",
    ],
    [
      { Type: 'Pass', End: true },
      { stateName: 'StateName' },
      expect.stringContaining('These fields are required: [States, StartAt]') as string,
    ],
  ] as [object, Request, string][])('refuses %j with %j', async (state, more, message) => {
    expect(await refusal(test(state, more))).toEqual(message);
  });

  it('does not look at a mock that is not to be checked', async () => {
    const mock = { result: '{"StatusCode":"200"}', fieldValidationMode: 'NONE' as const };
    expect(await test({ ...invoke, End: true }, { mock })).toMatchObject({ status: 'SUCCEEDED' });
  });
});
