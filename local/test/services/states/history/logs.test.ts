import { only, StatesFixture } from '../../../../testing/state-machine-runner';

const group = {
  cloudWatchLogsLogGroup: { logGroupArn: 'arn:aws:logs:us-east-1:000000000000:log-group:/g:*' },
};

async function logged(level: string, includeExecutionData: boolean, definition: object, input = '{"a":1}') {
  const states = new StatesFixture();
  const loggingConfiguration = { level, includeExecutionData, destinations: [group] };
  const stateMachineArn = await states.create(definition, { loggingConfiguration });
  await states.api('StartSyncExecution', { stateMachineArn, input });
  await states.states.stop!();
  return states.events;
}

const pass = only({ Type: 'Pass', Assign: { v: 'x' } });
const fail = { StartAt: 'F', States: { F: { Type: 'Fail', Error: 'E', Cause: 'C' } } };

// AWS: "Using CloudWatch Logs to log execution history in Step Functions".
describe('the log of an execution', () => {
  it('has every event with its data, all values but the details as texts', async () => {
    expect(await logged('ALL', true, pass)).toEqual([
      record(1, 0, 'ExecutionStarted', {
        input: '{"a":1}',
        inputDetails: { truncated: false },
        roleArn: 'arn:aws:iam::000000000000:role/workflow',
      }),
      record(2, 0, 'PassStateEntered', {
        input: '{"a":1}',
        inputDetails: { truncated: false },
        name: 'Only',
      }),
      record(3, 2, 'PassStateExited', {
        assignedVariables: { v: '"x"' },
        assignedVariablesDetails: { truncated: false },
        name: 'Only',
        output: '{"a":1}',
        outputDetails: { truncated: false },
      }),
      record(4, 3, 'ExecutionSucceeded', { output: '{"a":1}', outputDetails: { truncated: false } }),
    ]);
  });

  it('leaves data out unless it is asked for, but never an error', async () => {
    expect((await logged('ALL', false, fail)).map(({ details }) => details)).toEqual([
      { roleArn: 'arn:aws:iam::000000000000:role/workflow' },
      { name: 'F' },
      { cause: 'C', error: 'E' },
    ]);
  });

  it.each([
    ['ERROR', ['EvaluationFailed', 'ExecutionFailed']],
    ['FATAL', ['ExecutionFailed']],
  ])('has at level %s only %j', async (level, types) => {
    const events = await logged(level, true, only({ Type: 'Pass', Output: '{% $nothing %}' }));
    expect(events.map(({ type }) => type)).toEqual(types);
  });

  it('is empty at level OFF', async () => {
    expect(await logged('OFF', true, fail)).toEqual([]);
  });

  it('leaves out data that is too large for a log event and says so', async () => {
    const events = await logged('ALL', true, only({ Type: 'Pass' }), JSON.stringify('x'.repeat(260_000)));
    expect(events[1]!.details).toEqual({ inputDetails: { truncated: true }, name: 'Only' });
  });

  it('is written in order, to one stream that is named for the machine', async () => {
    const streams = new Set<string>();
    const states = new StatesFixture();
    const call = states.gateway.call.bind(states.gateway);
    states.gateway.call = ((
      service: string,
      operation: string,
      input: { logStreamName: string },
      options: never,
    ) => {
      if (service === 'logs') streams.add(input.logStreamName);
      return call(service, operation, input, options);
    }) as never;
    const stateMachineArn = await states.create(pass);
    for (let i = 0; i < 3; i++) await states.api('StartSyncExecution', { stateMachineArn });
    await states.states.stop!();
    expect(states.events.map(({ id }) => id)).toEqual([
      '1',
      '2',
      '3',
      '4',
      '1',
      '2',
      '3',
      '4',
      '1',
      '2',
      '3',
      '4',
    ]);
    expect([...streams]).toEqual([
      expect.stringMatching(/^states\/machine-1\/\d{4}-\d\d-\d\d-\d\d-\d\d\/[0-9a-f]{8}$/),
    ]);
  });
});

function record(id: number, previous: number, type: string, details: object) {
  return {
    id: String(id),
    type,
    details,
    previous_event_id: String(previous),
    event_timestamp: expect.stringMatching(/^\d{13}$/) as string,
    execution_arn: expect.stringContaining(':express:machine-1:') as string,
    redrive_count: '0',
  };
}
