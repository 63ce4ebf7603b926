import { startLocalCloud, type LocalCloud } from 'local-cloud';
import { synthesize } from 'local-cloud/synthesize';
import { readWorkflow } from '../../cdk/read-workflow';
import { ARRIVALS, stepCells, TIMES, type Cell } from './cells';
import { ruleCells } from './rule-cells';
import { runCells } from './run-cells';
import { triggerCells } from './trigger-cells';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud({ assemblyDir: synthesize(), seed: 1 });
}, 600_000);
afterAll(() => cloud.stop());

/** One cell of every second error: every duration with every arrival comes up. `npm run faults` runs them all. */
function sample(cells: readonly Cell[]): Cell[] {
  const errors = [...new Set(cells.map(({ step, error }) => `${step} ${error}`))];
  return errors
    .filter((_, index) => index % 2 === 0)
    .map((name, index) => {
      const own = cells.filter(({ step, error }) => `${step} ${error}` === name);
      const times = TIMES[index % 3];
      const arrival = ARRIVALS[Math.floor(index / 3) % 3];
      return own.find((cell) => cell.times === times && cell.arrival === arrival) as Cell;
    });
}

const stepsOf = (cells: readonly { step: string }[]) => [...new Set(cells.map(({ step }) => step))].sort();

describe('the fault matrix', () => {
  it('holds for errors of every step, of the trigger and of the rule', async () => {
    const all = [...stepCells(readWorkflow()), ...triggerCells(), ...ruleCells()];

    const verdicts = await runCells(cloud, sample(all));

    expect(verdicts.filter(({ ok }) => !ok)).toEqual([]);
    expect(stepsOf(verdicts)).toEqual(stepsOf(all));
    expect(verdicts.length).toBeGreaterThan(40);
  }, 600_000);

  it('knows every error that the definition names', () => {
    const named = Object.entries(readWorkflow().States).flatMap(([step, { Retry = [], Catch = [] }]) =>
      [...Retry, ...Catch].flatMap(({ ErrorEquals }) => ErrorEquals.map((error) => `${step} ${error}`)),
    );
    const covered = new Set(stepCells(readWorkflow()).map(({ step, error }) => `${step} ${error}`));

    expect(named.filter((name) => !name.endsWith('States.ALL') && !covered.has(name))).toEqual([]);
  });

  it.each<[string, string, object, string]>([
    [
      'a step of a new kind',
      'NewStep',
      { Resource: 'arn:aws:states:::sqs:sendMessage' },
      'has no fault plan',
    ],
    [
      'an error that nothing raises',
      'ValidateUser',
      { Retry: [{ ErrorEquals: ['Lambda.Tired'] }] },
      'nothing raises Lambda.Tired',
    ],
    ['a step that nothing is known to lead to', 'NewStep', {}, 'nothing is known to lead there'],
  ])('refuses %s', (_what, name, more, message) => {
    const step = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', ...more };

    expect(() => stepCells({ States: { [name]: step } })).toThrow(message);
  });
});
