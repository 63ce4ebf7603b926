import { filledDefinition } from '../statemachine/filled-definition';
import { expectedTries } from './expected-tries';
import { mutationsOf } from './mutations';
import { hasProblem, problemsOf, type Definition } from './problems-of';

const definition = filledDefinition() as Definition;
const tasks = Object.keys(definition.States).filter((name) => definition.States[name]?.Type === 'Task');
const mutations = mutationsOf(definition);

beforeEach(() => jest.spyOn(Math, 'random').mockReturnValue(0.5));
afterEach(() => jest.restoreAllMocks());

describe('the failure lanes', () => {
  it('are written down for every task', () => {
    expect(Object.keys(expectedTries).sort()).toEqual([...tasks].sort());
  });

  it.each(tasks)('are kept by %s', async (step) => {
    expect(await problemsOf(definition, step)).toEqual([]);
  });
});

/** Step Functions itself notices: it does not take the definition. */
function isRefusal(error: Error): boolean {
  if (error.message.startsWith('Invalid State Machine Definition')) return true;
  throw error;
}

describe('a change to a Retry or a Catch is noticed', () => {
  it('for each of them', () => {
    expect(mutations.length).toBeGreaterThan(80);
  });

  it.each(mutations)('$change', async ({ step, definition: mutated }) => {
    expect(await hasProblem(mutated, step).catch(isRefusal)).toBe(true);
  });
});
