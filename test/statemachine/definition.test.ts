import { readFileSync } from 'node:fs';
import { waitsOf } from '../cdk/longest-run';
import {
  readWorkflow,
  RECONCILIATION_FILE,
  WORKFLOW_FILE,
  type State,
  type Workflow,
} from '../../cdk/read-workflow';

const { QueryLanguage, States } = readWorkflow();
const LONGEST_LINE = 140;

describe.each([WORKFLOW_FILE, RECONCILIATION_FILE])('%s', (file) => {
  const lines = readFileSync(file, 'utf8').split('\n');
  const workflow = readWorkflow(file);

  it('is read without scrolling sideways', () => {
    expect(lines.filter((line) => line.length > LONGEST_LINE)).toEqual([]);
  });

  it('has no more states than a person takes in at a glance', () => {
    expect(Object.keys(workflow.States).length).toBeLessThanOrEqual(22);
  });

  it.each(statesIn(workflow))('says in a comment what %s is for', (_, state) => {
    expect(state.Comment).toMatch(/^\S.{15,}$/);
  });

  it('has no expression that is taken for plain text, because of what stands before or behind it', () => {
    const marked = textsIn(workflow.States).filter((text) => /\{%|%\}/.test(text));

    expect(marked.length).toBeGreaterThan(60);
    expect(marked.filter((text) => !/^\{%[^]*%\}$/.test(text))).toEqual([]);
  });
});

describe('the definition of a registration', () => {
  it('keeps nothing in variables but the document that a replay starts with', () => {
    const assigned = new Set(assignmentsIn(States).flatMap(Object.keys));

    expect(QueryLanguage).toBe('JSONata');
    expect([...assigned]).toEqual(['state', 'persisted']);
  });

  it('catches every error of every step of a registration, and always in the same way', () => {
    const steps = ['ValidateUser', 'UpsertUser', 'AskCognito', 'PublishUserPersisted'];
    const catchers = steps.map((step) => States[step]?.Catch?.at(-1));

    // Until ValidateUser has read the message, the document is the message.
    expect(new Set(catchers.slice(1).map((catcher) => JSON.stringify(catcher))).size).toBe(1);
    expect(catchers[0]?.Output).toEqual({
      ...(catchers[1]?.Output as object),
      state: expect.stringContaining("'body'") as string,
    });
    expect(catchers[0]).toMatchObject({ ErrorEquals: ['States.ALL'], Next: 'DescribeFailure' });
  });

  it('needs no Lambda once something has failed, for Lambda may be what fails', () => {
    const calls = [...after('DescribeFailure')].map((name) => States[name]?.Resource);

    expect(calls).toContain('arn:aws:states:::sns:publish');
    expect(calls).not.toContain('arn:aws:states:::lambda:invoke');
  });

  it('lets an unfinished claim expire for certain before it gives up', () => {
    const { TimeoutSeconds = NaN, Retry = [] } = States['ValidateUser'] ?? {};
    const claimed = Retry.find(({ ErrorEquals }) =>
      ErrorEquals.includes('IdempotencyAlreadyInProgressError'),
    );
    const waits = waitsOf(claimed ?? { ErrorEquals: [] });

    // A claim lives as long as its function may run, and that is as long as the state waits.
    expect(waits.reduce((sum, wait) => sum + wait)).toBeGreaterThan(TimeoutSeconds);
    // Full jitter may wait for nothing at all, and another error's retries would use these up.
    expect(claimed).not.toHaveProperty('JitterStrategy');
    expect(claimed?.ErrorEquals).toHaveLength(1);
  });
});

/** Every state with its name, those inside a Map included. */
function statesIn({ States: states }: Pick<Workflow, 'States'>): [string, State][] {
  return Object.entries(states).flatMap(([name, state]) => [
    [name, state] as [string, State],
    ...(state.ItemProcessor ? statesIn(state.ItemProcessor) : []),
  ]);
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : [];
}

function assignmentsIn(value: unknown): object[] {
  if (typeof value !== 'object' || value === null) return [];
  const { Assign, ...rest } = value as { Assign?: object };
  return [...(Assign ? [Assign] : []), ...Object.values(rest).flatMap(assignmentsIn)];
}

/** A state and all that can follow it. */
function after(name: string, known = new Set<string>()): Set<string> {
  if (known.has(name)) return known;
  known.add(name);
  for (const next of nextOf(States[name])) after(next, known);
  return known;
}

function nextOf({ Next, Default, Choices = [], Catch = [] }: State = { Type: '' }): string[] {
  return [Next, Default, ...Choices.map((rule) => rule.Next), ...Catch.map((catcher) => catcher.Next)].filter(
    (next) => next !== undefined,
  );
}
