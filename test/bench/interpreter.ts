import jsonata from 'jsonata';
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

/** States a second of the interpreter alone, no task, no log, no HTTP; and of nothing but the JSONata in them. */
export async function benchInterpreter(executions = 2000): Promise<Figure[]> {
  return [
    rate(
      'interpreter, one execution of nine states',
      executions * STATES,
      await interpret(executions),
      'states',
    ),
    rate(
      'JSONata alone, the same nine expressions',
      executions * STATES,
      await evaluate(executions),
      'states',
    ),
  ];
}

/** Milliseconds that so many executions take. */
async function interpret(executions: number): Promise<number> {
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
  return ms;
}

/** Milliseconds that their expressions take, compiled once. */
async function evaluate(executions: number): Promise<number> {
  const [double, isLarge, output] = ['$states.input.n * 2', '$states.input.n > 10', '$states.input.n'].map(
    (text) => jsonata(text),
  );
  const run = async () => {
    let n = 1;
    const bindings = () => ({ states: { input: { n } } });
    do n = (await double?.evaluate(undefined, bindings())) as number;
    while (!(await isLarge?.evaluate(undefined, bindings())));
    await output?.evaluate(undefined, bindings());
  };
  await run();
  return timed(() => inParallel(executions, 10, run));
}
