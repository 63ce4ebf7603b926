import { only, StatesFixture } from '../../../testing/state-machine-runner';

const resource = (properties: object) => ({
  logicalId: 'Machine',
  type: 'AWS::StepFunctions::StateMachine',
  physicalName: 'stack-Machine',
  properties: { RoleArn: 'arn:role', StateMachineType: 'EXPRESS', ...properties },
});
const definition = (Output: unknown) =>
  JSON.stringify({ QueryLanguage: 'JSONata', ...only({ Type: 'Pass', Output }) });

describe('AWS::StepFunctions::StateMachine', () => {
  const create = (states: StatesFixture, properties: object) =>
    states.states.resources!['AWS::StepFunctions::StateMachine']!.create(resource(properties));

  it('makes a machine with its substitutions, logging and attributes', async () => {
    const states = new StatesFixture();
    const created = await create(states, {
      DefinitionString: definition('${Greeting} ${Unknown}'),
      DefinitionSubstitutions: { Greeting: 'hello' },
      LoggingConfiguration: {
        Level: 'ERROR',
        IncludeExecutionData: true,
        Destinations: [
          { CloudWatchLogsLogGroup: { LogGroupArn: 'arn:aws:logs:us-east-1:000000000000:log-group:/g:*' } },
        ],
      },
      TracingConfiguration: { Enabled: true },
      Tags: [{ Key: 'k', Value: 'v' }],
    });
    const arn = 'arn:aws:states:us-east-1:000000000000:stateMachine:stack-Machine';
    expect(created).toEqual({
      ref: arn,
      attributes: { Arn: arn, Name: 'stack-Machine', StateMachineRevisionId: 'INITIAL' },
    });
    expect(await states.api('DescribeStateMachine', { stateMachineArn: arn })).toMatchObject({
      definition: definition('hello ${Unknown}'),
      loggingConfiguration: { level: 'ERROR', includeExecutionData: true },
      tracingConfiguration: { enabled: true },
    });
  });

  it('adopts the machine of its name, and updates one that has changed', async () => {
    const states = new StatesFixture();
    const first = await create(states, { StateMachineName: 'm', DefinitionString: definition(1) });
    const again = await create(states, { StateMachineName: 'm', DefinitionString: definition(1) });
    const changed = await create(states, { StateMachineName: 'm', DefinitionString: definition(2) });
    expect(again).toEqual(first);
    expect(changed.ref).toBe(first.ref);
    expect(changed.attributes!.StateMachineRevisionId).not.toBe('INITIAL');
    expect(await states.api('StartSyncExecution', { stateMachineArn: changed.ref })).toMatchObject({
      output: '2',
    });
  });

  it('makes another machine of another type', async () => {
    const states = new StatesFixture();
    const { ref: stateMachineArn } = await create(states, { DefinitionString: definition(1) });
    await create(states, { DefinitionString: definition(1), StateMachineType: undefined });
    expect(await states.api('DescribeStateMachine', { stateMachineArn })).toMatchObject({ type: 'STANDARD' });
  });
});
