import { createClock } from 'local-cloud/kernel/clock';
import { StatesFixture } from 'local-cloud/testing/state-machine-runner';
import { inParallel, rate, timed, type Figure } from './measure';

const definition = {
  QueryLanguage: 'JSONata',
  StartAt: 'Double',
  States: {
    Double: { Type: 'Pass', Output: { n: '{% $states.input.n * 2 %}' }, Next: 'IsLarge' },
    IsLarge: {
      Type: 'Choice',
      Choices: [{ Condition: '{% $states.input.n > 10 %}', Next: 'Done' }],
      Default: 'Double',
    },
    Done: { Type: 'Succeed', Output: { n: '{% $states.input.n %}' } },
  },
};

/** States that one execution of the definition runs through: 1 → 2 → 4 → 8 → 16. */
const STATES = 9;

/** States a second of the JSONata interpreter alone: no task, no log, no HTTP. */
export async function benchInterpreter(executions = 2000): Promise<Figure[]> {
  const fixture = new StatesFixture({}, createClock());
  const call = (operation: string, input: object) =>
    fixture.gateway.call<{ stateMachineArn: string; status: string }>('states', operation, input, {
      caller: 'bench',
    });
  const { stateMachineArn } = await call('CreateStateMachine', {
    name: 'bench',
    type: 'EXPRESS',
    roleArn: 'arn:aws:iam::000000000000:role/bench',
    definition: JSON.stringify(definition),
  });
  const run = async () => {
    const { status } = await call('StartSyncExecution', { stateMachineArn, input: '{"n":1}' });
    if (status !== 'SUCCEEDED') throw new Error(`The benchmark's execution ended as ${status}.`);
  };
  await run();
  const ms = await timed(() => inParallel(executions, 10, run));
  await fixture.states.stop?.();
  return [rate('interpreter, one execution of nine states', executions * STATES, ms, 'states')];
}
