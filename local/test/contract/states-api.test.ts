import type { SFNClient } from '@aws-sdk/client-sfn';
import {
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  StartExecutionCommand,
  StartSyncExecutionCommand,
  StopExecutionCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { contractCloud, localOnly, unique } from './contract-cloud';
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
      definition: JSON.stringify({ QueryLanguage: 'JSONata', ...PASS }),
      loggingConfiguration: { level: 'OFF', includeExecutionData: false },
      tracingConfiguration: { enabled: false },
      encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
    });
    const without = new DescribeStateMachineCommand({ stateMachineArn, includedData: 'METADATA_ONLY' });
    expect(await sfn.send(without)).not.toHaveProperty('definition');
  });

  it('is made anew under its name only with the same definition', async () => {
    // API reference, CreateStateMachine: idempotent
    const name = unique('same');
    const arn = await machines.create(PASS, { name });
    expect(await machines.create(PASS, { name })).toBe(arn);
    expect(arn).toBe(`arn:aws:states:${cloud.region}:${cloud.accountId}:stateMachine:${name}`);
    await expect(machines.create(only({ Type: 'Succeed', End: undefined }), { name })).rejects.toMatchObject({
      name: 'StateMachineAlreadyExists',
      message: `State Machine Already Exists: '${arn}'`,
    });
  });

  it.each(['a b', 'a*', 'a/b', 'a:b', 'a#b', 'a\u0000', 'x'.repeat(81), ''])(
    'is not named %j',
    async (name) => {
      // API reference, CreateStateMachine, name
      await expect(machines.create(PASS, { name })).rejects.toMatchObject({
        name: expect.stringMatching(/^(InvalidName|ValidationException)$/) as string,
      });
    },
  );

  it('is updated', async () => {
    const stateMachineArn = await machines.create(PASS);
    const definition = JSON.stringify({ QueryLanguage: 'JSONata', ...only({ Type: 'Pass', Output: 2 }) });
    const { revisionId } = await sfn.send(new UpdateStateMachineCommand({ stateMachineArn, definition }));
    const described = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn }));
    expect(described).toMatchObject({ definition, revisionId });
  });

  it('is not updated by nothing', async () => {
    const update = new UpdateStateMachineCommand({ stateMachineArn: await machines.create(PASS) });
    await expect(sfn.send(update)).rejects.toMatchObject({
      name: 'MissingRequiredParameter',
      message:
        'Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified',
    });
  });

  it('has a definition of 1 MiB at most, and a log destination where it logs', async () => {
    // API reference, CreateStateMachine, definition and loggingConfiguration
    const long = { name: 'long', roleArn: machines.roleArn, definition: ' '.repeat(1_048_577) };
    const stateMachineArn = await machines.create(PASS);
    for (const command of [
      new CreateStateMachineCommand({ ...long, type: 'EXPRESS' }),
      new UpdateStateMachineCommand({ stateMachineArn, definition: long.definition }),
    ])
      await expect(sfn.send(command as CreateStateMachineCommand)).rejects.toMatchObject({
        name: 'ValidationException',
        message: expect.stringContaining("Value at 'definition' failed to satisfy constraint") as string,
      });
    await expect(machines.create(PASS, { loggingConfiguration: { level: 'ALL' } })).rejects.toMatchObject({
      name: 'InvalidLoggingConfiguration',
    });
  });

  it('is deleted once and for all', async () => {
    const stateMachineArn = await machines.create(PASS);
    await sfn.send(new DeleteStateMachineCommand({ stateMachineArn }));
    await sfn.send(new DeleteStateMachineCommand({ stateMachineArn }));
    await expect(sfn.send(new DescribeStateMachineCommand({ stateMachineArn }))).rejects.toMatchObject({
      name: 'StateMachineDoesNotExist',
      message: `State Machine Does Not Exist: '${stateMachineArn}'`,
    });
  });

  localOnly('it is refused by name', 'that only AWS has', async () => {
    for (const more of [{ publish: true }])
      await expect(machines.create(PASS, more)).rejects.toMatchObject({ name: 'UnsupportedByLocalCloud' });
    await expect(machines.create({ ...PASS, QueryLanguage: 'JSONPath' })).rejects.toThrow(
      'JSONata states only',
    );
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
    const input = '{"a":  1}';
    const start = { stateMachineArn, input, name: 'mine', traceHeader: 'Root=1' };
    const answer = await sfn.send(new StartSyncExecutionCommand(start));
    expect(answer).toMatchObject({
      ...{ stateMachineArn, name: 'mine', status: 'SUCCEEDED', input, output: input, traceHeader: 'Root=1' },
      ...{ inputDetails: { included: true }, outputDetails: { included: true } },
      startDate: expect.any(Date) as Date,
      stopDate: expect.any(Date) as Date,
      billingDetails: {
        billedMemoryUsedInMB: 64,
        billedDurationInMilliseconds: expect.any(Number) as number,
      },
    });
    expect(answer.executionArn).toMatch(/:express:contract-machine-\w+:mine:[\w-]{36}$/);
  });

  it('begins without being waited for', async () => {
    const stateMachineArn = await machines.create(PASS);
    const start = () => sfn.send(new StartExecutionCommand({ stateMachineArn, name: 'again' }));
    const [first, second] = [await start(), await start()];
    expect(first.executionArn).toContain(':express:');
    expect(second.executionArn).not.toBe(first.executionArn);
  });

  it('takes JSON only, up to 256 KiB', async () => {
    const stateMachineArn = await machines.create(PASS);
    for (const text of ['{', 'not json', "{'not': 'json'}", ''])
      await expect(
        sfn.send(new StartSyncExecutionCommand({ stateMachineArn, input: text })),
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
        message: "Invalid Arn: 'Resource type not valid in this context: express'",
      });
    await expect(sfn.send(new ListExecutionsCommand({ stateMachineArn }))).rejects.toMatchObject({
      name: 'StateMachineTypeNotSupported',
      message: 'This operation is not supported by this type of state machine',
    });
  });
});
