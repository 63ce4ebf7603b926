import { AwsError } from '../../../../src/kernel/aws-error';
import { failing, only, StatesFixture } from '../../../../testing/state-machine-runner';

const ARN = 'arn:aws:lambda:us-east-1:000000000000:function:Work';
const invoke = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: 'Work' },
};
const boom = { StatusCode: 200, FunctionError: 'Unhandled', Payload: Buffer.from('{"errorType":"Boom"}') };
const echo = (input: { Payload?: Uint8Array }) => ({ StatusCode: 200, Payload: input.Payload });
/** The function answers when nobody waits any more. */
const tooLate = { service: 'lambda', operation: 'Invoke', delay: 3_600_000 };

describe('a Task', () => {
  it('gives its arguments to the resource and its result to Output and Assign', async () => {
    const states = new StatesFixture({ lambda: { Invoke: echo } });
    const definition = {
      StartAt: 'Call',
      States: {
        Call: {
          Type: 'Task',
          Resource: ARN,
          Arguments: { n: '{% $states.input.n + 1 %}' },
          Output: '{% $states.result.n + $states.input.n %}',
          Assign: { seen: '{% $states.result %}' },
          Next: 'Show',
        },
        Show: { Type: 'Succeed', Output: ['{% $states.input %}', '{% $seen %}'] },
      },
    };
    expect(await states.output(definition, { n: 1 })).toEqual([3, { n: 2 }]);
    expect(states.calls[0]!.caller).toBe('states:machine-1/Call');
  });

  it('gives its input when it has no arguments', async () => {
    const states = new StatesFixture({ lambda: { Invoke: echo } });
    expect(await states.output(only({ Type: 'Task', Resource: ARN }), [1, 2])).toEqual([1, 2]);
  });

  it('records what it does as AWS records it', async () => {
    const states = new StatesFixture({ lambda: { Invoke: echo } });
    await states.run(only({ ...invoke, TimeoutSeconds: 9, HeartbeatSeconds: '{% 3 %}' }));
    expect(states.types()).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
    expect(states.events[2]!.details).toEqual({
      parameters: '{"FunctionName":"Work"}',
      region: 'us-east-1',
      resource: 'invoke',
      resourceType: 'lambda',
      timeoutInSeconds: 9,
      heartbeatInSeconds: 3,
    });
  });

  it('tries again after the delays of its retrier and counts in the context object', async () => {
    let calls = 0;
    const states = new StatesFixture({
      lambda: { Invoke: (input: { Payload: Uint8Array }) => (++calls < 3 ? boom : echo(input)) },
    });
    const before = states.clock.now();
    const task = {
      ...invoke,
      Arguments: { FunctionName: 'Work', Payload: '{% $states.context.State.RetryCount %}' },
      Output: '{% $states.result.Payload %}',
      Retry: [{ ErrorEquals: ['Boom'], IntervalSeconds: 5, BackoffRate: 2 }],
    };
    expect(await states.output(only(task))).toBe(2);
    expect(states.clock.now() - before).toBeGreaterThanOrEqual(15_000);
  });

  it('catches with $states.errorOutput, its Output and its Assign', async () => {
    const states = new StatesFixture({ lambda: { Invoke: () => boom } });
    const definition = {
      StartAt: 'Call',
      States: {
        Call: {
          ...invoke,
          Retry: [{ ErrorEquals: ['Boom'], MaxAttempts: 1 }],
          Catch: [
            { ErrorEquals: ['Other'], Next: 'After' },
            {
              ErrorEquals: ['States.ALL'],
              Output: { in: '{% $states.input %}', e: '{% $states.errorOutput.Error %}' },
              Assign: { why: '{% $states.errorOutput.Cause %}' },
              Next: 'After',
            },
          ],
          End: true,
        },
        After: { Type: 'Succeed', Output: ['{% $states.input %}', '{% $why %}'] },
      },
    };
    expect(await states.output(definition, 7)).toEqual([{ in: 7, e: 'Boom' }, '{"errorType":"Boom"}']);
    expect(states.calls).toHaveLength(2);
  });

  it('outputs error and cause when the catcher has no Output', async () => {
    const states = new StatesFixture({ lambda: { Invoke: () => boom } });
    const definition = {
      StartAt: 'Call',
      States: {
        Call: { ...invoke, Catch: [{ ErrorEquals: ['Boom'], Next: 'S' }], End: true },
        S: { Type: 'Succeed' },
      },
    };
    expect(await states.output(definition)).toEqual({ Error: 'Boom', Cause: '{"errorType":"Boom"}' });
  });

  it('catches an expression of its own that failed, after its work succeeded', async () => {
    const states = new StatesFixture({ lambda: { Invoke: echo } });
    const definition = {
      StartAt: 'Call',
      States: {
        Call: {
          ...invoke,
          Output: '{% $nothing %}',
          Catch: [{ ErrorEquals: ['States.QueryEvaluationError'], Output: 'caught', Next: 'S' }],
          End: true,
        },
        S: { Type: 'Succeed' },
      },
    };
    expect(await states.output(definition)).toBe('caught');
  });

  it('catches a time-out with an empty cause', async () => {
    const Catch = [{ ErrorEquals: ['States.Timeout'], Next: 'S' }];
    const T = { ...invoke, TimeoutSeconds: 1, Catch, End: true };
    const states = new StatesFixture({ lambda: { Invoke: echo } });
    states.gateway.faults.add(tooLate);
    expect(await states.output({ StartAt: 'T', States: { T, S: { Type: 'Succeed' } } })).toEqual({
      Error: 'States.Timeout',
      Cause: '',
    });
  });

  it('times out with States.Timeout and no cause, and gives up the call', async () => {
    let signal: AbortSignal | undefined;
    const states = new StatesFixture({ lambda: { Invoke: echo } });
    states.gateway.faults.add(tooLate);
    const call = states.gateway.call.bind(states.gateway);
    states.gateway.call = (
      service: string,
      operation: string,
      input: object,
      options: { caller: string; signal?: AbortSignal },
    ) => {
      if (service === 'lambda') signal = options.signal;
      return call(service, operation, input, options);
    };
    const result = await states.run(only({ ...invoke, TimeoutSeconds: '{% $states.input.t %}' }), { t: 30 });
    expect(result).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect(result).not.toHaveProperty('cause');
    expect(states.types().slice(-2)).toEqual(['TaskTimedOut', 'ExecutionFailed']);
    expect(signal!.aborted).toBe(true);
  });

  it('refuses a time-out that is no number, in AWS words', async () => {
    const states = new StatesFixture({ lambda: { Invoke: echo } });
    const { error, cause } = await states.run(only({ ...invoke, TimeoutSeconds: "{% '5' %}" }));
    expect(error).toBe('States.QueryEvaluationError');
    expect(cause).toContain(
      "'TimeoutSeconds' returned an unexpected result type. Expected 'number', but was 'string' for value: \"5\"",
    );
  });

  it('fails with States.DataLimitExceeded when the result is larger than 256 KiB, which States.ALL catches', async () => {
    const large = { StatusCode: 200, Payload: Buffer.from(JSON.stringify('é'.repeat(132_000))) };
    const states = new StatesFixture({ lambda: { Invoke: () => large } });
    const definition = {
      StartAt: 'Call',
      States: {
        Call: { ...invoke, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'S' }], End: true },
        S: { Type: 'Succeed' },
      },
    };
    expect(await states.output(definition)).toEqual({
      Error: 'States.DataLimitExceeded',
      Cause:
        "The state/task 'lambda' returned a result with a size exceeding the maximum number of bytes service limit.",
    });
  });

  it('is not caught when the local cloud itself has a fault', async () => {
    const states = new StatesFixture({
      lambda: {
        Invoke: () => {
          throw new TypeError('a bug');
        },
      },
    });
    const result = await states.run(only({ ...invoke, Retry: [{ ErrorEquals: ['States.ALL'] }] }));
    expect(result).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
    expect(result.cause).toContain('Fault of the local cloud: TypeError: a bug');
  });

  it('retries what a service refuses, by its name', async () => {
    const throttled = new AwsError('TooManyRequestsException', 'Rate exceeded', 429);
    const states = new StatesFixture({
      lambda: { Invoke: failing([throttled], { Payload: Buffer.from('1') }) },
    });
    const task = {
      ...invoke,
      Output: '{% $states.result.Payload %}',
      Retry: [{ ErrorEquals: ['Lambda.TooManyRequestsException'] }],
    };
    expect(await states.output(only(task))).toBe(1);
  });
});

describe('an execution', () => {
  it('times out after its TimeoutSeconds, which nothing catches', async () => {
    const states = new StatesFixture({ lambda: { Invoke: echo } });
    states.gateway.faults.add(tooLate);
    const definition = {
      TimeoutSeconds: 20,
      StartAt: 'Call',
      States: {
        Call: { ...invoke, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'S' }], End: true },
        S: { Type: 'Succeed' },
      },
    };
    expect(await states.run(definition)).toMatchObject({ status: 'TIMED_OUT' });
    expect(states.types().at(-1)).toBe('ExecutionTimedOut');
  });

  it('ends after five minutes even when its states never pause', async () => {
    const loop = {
      A: { Type: 'Pass', Next: 'B' },
      B: { Type: 'Choice', Choices: [{ Condition: false, Next: 'S' }], Default: 'A' },
      S: { Type: 'Succeed' },
    };
    const states = new StatesFixture();
    expect(await states.run({ StartAt: 'A', States: loop })).toMatchObject({ status: 'TIMED_OUT' });
  });
});
