import { AwsError } from '../../../../src/kernel/aws-error';
import { failing, only, StatesFixture } from '../../../../testing/state-machine-runner';

interface Told {
  readonly id: number;
  readonly previousEventId: number;
  readonly type: string;
}

const DAY = 86_400;
const PUBLISH = {
  Type: 'Task',
  Resource: 'arn:aws:states:::aws-sdk:sns:publish',
  Arguments: { Message: '{% $string($states.input) %}' },
};

/** A fixture whose topic refuses so many calls first. */
function cloud(refusals: number, answer: unknown = {}) {
  const refused = new AwsError('Throttled', 'Too much', 400);
  const errors = Array.from({ length: refusals }, () => refused);
  const fixture = new StatesFixture({ sns: { Publish: failing(errors, answer) } });
  const started = async (definition: object, input: unknown = {}) => {
    const stateMachineArn = await fixture.create(definition, { type: 'STANDARD' });
    const start = { stateMachineArn, input: JSON.stringify(input) };
    return (await fixture.api<{ executionArn: string }>('StartExecution', start)).executionArn;
  };
  const described = (executionArn: string) => fixture.api('DescribeExecution', { executionArn });
  const ended = async (executionArn: string) => {
    for (;;) {
      const execution = await described(executionArn);
      if (execution.status !== 'RUNNING') return execution;
      await new Promise(setImmediate);
    }
  };
  const redrive = async (executionArn: string, more: object = {}) => {
    await fixture.api('RedriveExecution', { executionArn, ...more });
    return ended(executionArn);
  };
  const told = async (executionArn: string) => {
    const input = { executionArn, maxResults: 1000 };
    const { events } = await fixture.api<{ events: Told[] }>('GetExecutionHistory', input);
    return events.map(({ id, previousEventId, type }) => `${id}<${previousEventId} ${type}`);
  };
  return { ...fixture, fixture, started, described, ended, redrive, told };
}

it('goes on in the state that failed, with what was done before it', async () => {
  // Developer guide, "Restarting state machine executions with redrive in Step Functions"
  const { started, ended, redrive, told } = cloud(1);
  const arn = await started({
    StartAt: 'Before',
    States: {
      Before: { Type: 'Pass', Assign: { n: 7 }, Next: 'Publish' },
      Publish: { ...PUBLISH, Output: '{% $n %}', End: true },
    },
  });
  expect(await ended(arn)).toMatchObject({ status: 'FAILED', redriveStatus: 'REDRIVABLE' });
  expect(await redrive(arn)).toMatchObject({
    ...{ status: 'SUCCEEDED', output: '7', redriveCount: 1 },
    redriveDate: expect.any(Date) as Date,
  });
  expect((await told(arn)).slice(3)).toEqual([
    ...[
      '4<3 TaskStateEntered',
      '5<4 TaskScheduled',
      '6<5 TaskStarted',
      '7<6 TaskFailed',
      '8<7 ExecutionFailed',
    ],
    ...['9<8 ExecutionRedriven', '10<9 TaskScheduled', '11<10 TaskStarted', '12<11 TaskSucceeded'],
    ...['13<12 TaskStateExited', '14<13 ExecutionSucceeded'],
  ]);
});

it('does again only the branches and iterations that failed or were aborted', async () => {
  const { started, ended, redrive, calls } = cloud(1);
  const branch = (name: string, state: object) => ({
    StartAt: name,
    States: { [name]: { ...state, End: true } },
  });
  const arn = await started(
    only({
      Type: 'Parallel',
      Branches: [
        branch('Done', { Type: 'Pass', Output: 'done' }),
        branch('Each', {
          Type: 'Map',
          MaxConcurrency: 1,
          Items: [0, 1, 2],
          ItemProcessor: {
            StartAt: 'Try',
            States: {
              Try: {
                ...{ Type: 'Choice', Default: 'Skip' },
                Choices: [{ Condition: '{% $states.input = 1 %}', Next: 'Publish' }],
              },
              Skip: { Type: 'Succeed' },
              Publish: { ...PUBLISH, Output: '{% $states.input * 10 %}', End: true },
            },
          },
        }),
      ],
    }),
  );
  expect(await ended(arn)).toMatchObject({ status: 'FAILED' });
  expect(await redrive(arn)).toMatchObject({ status: 'SUCCEEDED', output: '["done",[0,10,2]]' });
  expect(calls.map(({ input }) => input.Message)).toEqual(['1', '1']);
});

it('waits anew, and fails again where a Fail state stands', async () => {
  const { started, ended, redrive, fixture, clock, told } = cloud(0);
  const wait = await started(only({ Type: 'Wait', Seconds: DAY }));
  await fixture.api('StopExecution', { executionArn: wait });
  const stopped = clock.now();
  await fixture.api('RedriveExecution', { executionArn: wait });
  clock.skipToNext(clock.now() + 2 * DAY * 1000);
  expect(await ended(wait)).toMatchObject({ status: 'SUCCEEDED' });
  expect(clock.now()).toBeGreaterThanOrEqual(stopped + DAY * 1000);
  const fail = await started({ StartAt: 'No', States: { No: { Type: 'Fail', Error: 'No' } } });
  await ended(fail);
  expect(await redrive(fail)).toMatchObject({ status: 'FAILED', error: 'No' });
  expect((await told(fail)).slice(3)).toEqual([
    '4<3 ExecutionRedriven',
    '5<4 FailStateEntered',
    '6<5 ExecutionFailed',
  ]);
});

it('is refused for what runs, has succeeded or ended more than 14 days ago; a token makes it once', async () => {
  const { started, ended, redrive, fixture, clock } = cloud(9);
  const arn = await started(only(PUBLISH));
  await ended(arn);
  await redrive(arn, { clientToken: 'once' });
  expect(await redrive(arn, { clientToken: 'once' })).toMatchObject({ redriveCount: 1 });
  const refused = (executionArn: string, message: string) =>
    expect(fixture.api('RedriveExecution', { executionArn })).rejects.toMatchObject({
      ...{ code: 'ExecutionNotRedrivable', message },
    });
  const passed = await started(only({ Type: 'Pass' }));
  await ended(passed);
  await refused(passed, 'Execution is SUCCEEDED and cannot be redriven');
  clock.skipToNext(clock.now() + 15 * DAY * 1000);
  await refused(arn, 'Execution redrivable period exceeded');
});

it('fails an execution whose history is full', async () => {
  // Developer guide, "Avoid reaching the history quota"
  const { started, ended } = cloud(0);
  const arn = await started({
    StartAt: 'Loop',
    States: {
      Loop: { Type: 'Choice', Choices: [{ Condition: true, Next: 'Loop' }], Default: 'End' },
      End: { Type: 'Succeed' },
    },
  });
  expect(await ended(arn)).toMatchObject({
    ...{ status: 'FAILED', cause: 'The execution reached the maximum number of history events (25000).' },
    ...{ redriveStatus: 'NOT_REDRIVABLE', redriveStatusReason: 'Execution history event limit exceeded' },
  });
});
