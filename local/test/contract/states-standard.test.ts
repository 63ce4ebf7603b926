import {
  DescribeExecutionCommand,
  DescribeStateMachineForExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  StartExecutionCommand,
  StartSyncExecutionCommand,
  StopExecutionCommand,
  UpdateStateMachineCommand,
  type SFNClient,
} from '@aws-sdk/client-sfn';
import { contractCloud } from './contract-cloud';
import { eventually } from './eventually';
import { only, StateMachines, workflowRole } from './state-machines';

const cloud = contractCloud({
  resources: { Role: workflowRole(['states:*', 'events:*']) },
  outputs: { RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] } },
});
const machines = new StateMachines(cloud);
let sfn: SFNClient;
beforeAll(() => {
  sfn = machines.client;
});

const DOUBLE = only({
  Type: 'Pass',
  Assign: { n: '{% $states.input.n %}' },
  Output: '{% $states.input.n * 2 %}',
});
const WAIT = only({ Type: 'Wait', Seconds: 86_400 });

const create = (definition: object) => machines.create(definition, { type: 'STANDARD' });

async function start(stateMachineArn: string, input: unknown = {}, name?: string): Promise<string> {
  const command = new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) });
  return (await sfn.send(command)).executionArn!;
}

const described = (executionArn: string) => sfn.send(new DescribeExecutionCommand({ executionArn }));

async function ended(executionArn: string) {
  return eventually(async () => {
    const execution = await described(executionArn);
    return execution.status !== 'RUNNING' && execution;
  });
}

describe('a Standard execution', () => {
  it('is described with its end, and tells what happened event by event', async () => {
    const stateMachineArn = await create(DOUBLE);
    const executionArn = await start(stateMachineArn, { n: 21 }, 'mine');
    expect(executionArn).toBe(`${stateMachineArn.replace(':stateMachine:', ':execution:')}:mine`);
    expect(await ended(executionArn)).toMatchObject({
      ...{
        executionArn,
        stateMachineArn,
        name: 'mine',
        status: 'SUCCEEDED',
        input: '{"n":21}',
        output: '42',
      },
      ...{ inputDetails: { included: true }, outputDetails: { included: true } },
      startDate: expect.any(Date) as Date,
      stopDate: expect.any(Date) as Date,
      redriveCount: 0,
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
    });
    const { events } = await sfn.send(new GetExecutionHistoryCommand({ executionArn }));
    const timestamp = expect.any(Date) as Date;
    const whole = { truncated: false };
    expect(events).toEqual([
      {
        ...{ id: 1, previousEventId: 0, type: 'ExecutionStarted', timestamp },
        executionStartedEventDetails: { input: '{"n":21}', inputDetails: whole, roleArn: machines.roleArn },
      },
      {
        ...{ id: 2, previousEventId: 0, type: 'PassStateEntered', timestamp },
        stateEnteredEventDetails: { name: 'Only', input: '{"n":21}', inputDetails: whole },
      },
      {
        ...{ id: 3, previousEventId: 2, type: 'PassStateExited', timestamp },
        stateExitedEventDetails: {
          ...{ name: 'Only', output: '42', outputDetails: whole },
          ...{ assignedVariables: { n: '21' }, assignedVariablesDetails: whole },
        },
      },
      {
        ...{ id: 4, previousEventId: 3, type: 'ExecutionSucceeded', timestamp },
        executionSucceededEventDetails: { output: '42', outputDetails: whole },
      },
    ]);
  });

  it('has its history in pages, from either end, with or without its data', async () => {
    const executionArn = await start(await create(DOUBLE), { n: 1 });
    await ended(executionArn);
    const page = async (more: object) => {
      const command = new GetExecutionHistoryCommand({ executionArn, maxResults: 3, ...more });
      const { events = [], nextToken } = await sfn.send(command);
      return { ids: events.map(({ id }) => id), nextToken, events };
    };
    const first = await page({});
    expect(first.ids).toEqual([1, 2, 3]);
    expect(await page({ nextToken: first.nextToken })).toMatchObject({ ids: [4], nextToken: undefined });
    const last = await page({ reverseOrder: true, includeExecutionData: false });
    expect(last.ids).toEqual([4, 3, 2]);
    expect(last.events.at(-1)?.stateEnteredEventDetails).not.toHaveProperty('input');
    await expect(page({ nextToken: 'none' })).rejects.toMatchObject({ name: 'InvalidToken' });
    await expect(page({ maxResults: 1001 })).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('has its name for itself: the same again is answered only while it runs', async () => {
    // API reference, StartExecution: idempotency
    const stateMachineArn = await create(WAIT);
    const executionArn = await start(stateMachineArn, { a: 1 }, 'once');
    expect(await start(stateMachineArn, { a: 1 }, 'once')).toBe(executionArn);
    const taken = { name: 'ExecutionAlreadyExists', message: `Execution Already Exists: '${executionArn}'` };
    await expect(start(stateMachineArn, { a: 2 }, 'once')).rejects.toMatchObject(taken);
    await sfn.send(new StopExecutionCommand({ executionArn }));
    await ended(executionArn);
    await expect(start(stateMachineArn, { a: 1 }, 'once')).rejects.toMatchObject(taken);
  });

  it('is stopped', async () => {
    const executionArn = await start(await create(WAIT));
    const stop = new StopExecutionCommand({ executionArn, error: 'Enough', cause: 'by hand' });
    expect(await sfn.send(stop)).toMatchObject({ stopDate: expect.any(Date) as Date });
    expect(await ended(executionArn)).toMatchObject({
      ...{ status: 'ABORTED', error: 'Enough', cause: 'by hand', redriveStatus: 'REDRIVABLE' },
    });
    const { events = [] } = await sfn.send(new GetExecutionHistoryCommand({ executionArn }));
    // Recorded on AWS: what is stopped leaves no trace in its state.
    expect(events.map(({ type, previousEventId }) => `${type} ${previousEventId}`)).toEqual([
      'ExecutionStarted 0',
      'WaitStateEntered 0',
      'ExecutionAborted 0',
    ]);
    expect(events.at(-1)?.executionAbortedEventDetails).toEqual({ error: 'Enough', cause: 'by hand' });
  });

  it('waits as long as it says, and times out as its machine says', async () => {
    const waiting = await start(await create(WAIT));
    const late = await start(await create({ ...WAIT, TimeoutSeconds: 60 }));
    await cloud.wait(61);
    expect(await ended(late)).toMatchObject({ status: 'TIMED_OUT', redriveStatus: 'REDRIVABLE' });
    expect(await described(waiting)).toMatchObject({
      ...{ status: 'RUNNING', redriveStatusReason: 'Execution is RUNNING and cannot be redriven' },
    });
    await cloud.wait(86_400);
    expect(await ended(waiting)).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('keeps the definition that it began with', async () => {
    const stateMachineArn = await create(WAIT);
    const executionArn = await start(stateMachineArn);
    const definition = JSON.stringify({ QueryLanguage: 'JSONata', ...DOUBLE });
    await sfn.send(new UpdateStateMachineCommand({ stateMachineArn, definition }));
    const machine = await sfn.send(new DescribeStateMachineForExecutionCommand({ executionArn }));
    expect(JSON.parse(machine.definition!)).toEqual({ QueryLanguage: 'JSONata', ...WAIT });
    expect(machine).toMatchObject({ stateMachineArn, roleArn: machines.roleArn });
  });

  it('is not waited for', async () => {
    const stateMachineArn = await create(DOUBLE);
    await expect(sfn.send(new StartSyncExecutionCommand({ stateMachineArn }))).rejects.toMatchObject({
      name: 'StateMachineTypeNotSupported',
    });
  });
});

describe('the executions of a Standard machine', () => {
  it('are listed by status and in pages, the last started first', async () => {
    const stateMachineArn = await create(only({ Type: 'Wait', Seconds: '{% $states.input.wait %}' }));
    for (const [index, wait] of [0, 600, 0].entries()) await start(stateMachineArn, { wait }, `e${index}`);
    await ended(`${stateMachineArn.replace(':stateMachine:', ':execution:')}:e2`);
    const list = async (more: object) => {
      const answer = await sfn.send(new ListExecutionsCommand({ stateMachineArn, ...more }));
      return { names: answer.executions?.map(({ name }) => name), nextToken: answer.nextToken };
    };
    expect(await list({ statusFilter: 'RUNNING' })).toEqual({ names: ['e1'] });
    const first = await list({ maxResults: 2 });
    expect(first.names).toEqual(['e2', 'e1']);
    await start(stateMachineArn, { wait: 0 }, 'later');
    expect(await list({ nextToken: first.nextToken })).toEqual({ names: ['e0'] });
  });
});

describe('an execution in an execution', () => {
  const parentOf = (StateMachineArn: string, pattern: string) =>
    only({
      ...{ Type: 'Task', Resource: `arn:aws:states:::states:startExecution${pattern}` },
      Arguments: { StateMachineArn, Input: '{% $states.input %}' },
    });
  const typesOf = async (executionArn: string) => {
    const { events = [] } = await sfn.send(new GetExecutionHistoryCommand({ executionArn }));
    return events.map(({ type }) => type);
  };

  it('is waited for, and gives its data as text or, by .sync:2, as JSON', async () => {
    const child = await create(DOUBLE);
    const text = await ended(await start(await create(parentOf(child, '.sync')), { n: 4 }));
    expect(JSON.parse(text.output!)).toMatchObject({ Status: 'SUCCEEDED', Input: '{"n":4}', Output: '8' });
    const executionArn = await start(await create(parentOf(child, '.sync:2')), { n: 4 });
    const json = await ended(executionArn);
    expect(JSON.parse(json.output!)).toMatchObject({
      Input: { n: 4 },
      Output: 8,
      OutputDetails: { Included: true },
    });
    expect(await typesOf(executionArn)).toEqual([
      ...['ExecutionStarted', 'TaskStateEntered', 'TaskScheduled', 'TaskStarted', 'TaskSubmitted'],
      ...['TaskSucceeded', 'TaskStateExited', 'ExecutionSucceeded'],
    ]);
  });

  it('may be an Express one, which is waited for by its own operation', async () => {
    const StateMachineArn = await machines.create(DOUBLE);
    const parent = only({
      ...{ Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:sfn:startSyncExecution' },
      Arguments: { StateMachineArn, Input: '{% $states.input %}' },
      Output: '{% $parse($states.result.Output) %}',
    });
    expect(await ended(await start(await create(parent), { n: 4 }))).toMatchObject({ output: '8' });
  });

  it('fails the task with what it says when it fails', async () => {
    const child = await create({
      StartAt: 'No',
      States: { No: { Type: 'Fail', Error: 'Told', Cause: 'so' } },
    });
    const { status, error, cause } = await ended(await start(await create(parentOf(child, '.sync:2'))));
    expect({ status, error }).toEqual({ status: 'FAILED', error: 'States.TaskFailed' });
    expect(JSON.parse(cause!)).toMatchObject({ Error: 'Told', Cause: 'so', Status: 'FAILED' });
  });

  it('is stopped with the one that waits for it', async () => {
    const child = await create(WAIT);
    const executionArn = await start(await create(parentOf(child, '.sync:2')));
    const list = () => sfn.send(new ListExecutionsCommand({ stateMachineArn: child }));
    await eventually(async () => (await list()).executions?.length === 1);
    await sfn.send(new StopExecutionCommand({ executionArn }));
    await eventually(async () => (await list()).executions?.[0]?.status === 'ABORTED');
  });
});
