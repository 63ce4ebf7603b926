import { createClock } from '../../local/src/kernel/clock';
import { Faults } from '../../local/src/kernel/faults';
import { Gateway } from '../../local/src/kernel/gateway';
import { createStore } from '../../local/src/kernel/store';
import { createStates } from '../../local/src/services/states/states-service';
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
  const gateway = new Gateway(createClock(), new Faults());
  const states = createStates({
    region: 'us-east-1',
    accountId: '000000000000',
    clock: createClock(),
    store: createStore(),
    call: (...call) => gateway.call(...call),
    endpoint: () => '',
    asset: () => '',
    log: () => {},
  });
  gateway.register(states);
  const call = (operation: string, input: object) =>
    gateway.call<{ stateMachineArn: string; status: string }>('states', operation, input, {
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
  await states.stop?.();
  return [rate('interpreter, one execution of nine states', executions * STATES, ms, 'states')];
}
