import type { Retrier, State, Workflow } from '../../cdk/read-workflow';

export interface Run {
  readonly seconds: number;
  readonly path: readonly string[];
}

/** How often a way is gone at most: the rule at its beginning forbids more. A way that is not named may be gone for ever. */
export type Passes = Readonly<Record<`${string} → ${string}`, number>>;

/**
 * The longest that a workflow can run from a state to its end: every task times out as often as it may and waits as long as it
 * may. Throws for a loop with no way in it that may not be gone again.
 */
export function longestRun(
  workflow: Workflow,
  from = workflow.StartAt,
  passes: Passes = {},
  before: readonly string[] = [],
): Run {
  const state = workflow.States[from];
  if (!state) throw new Error(`There is no state ${from}`);
  const here = `${from} ${JSON.stringify(passes)}`;
  if (before.includes(here)) throw new Error(`The workflow loops: ${[...before, here].join(' → ')}`);
  const rest = nextOf(state)
    .map((to) => ({ to, left: afterPassing(passes, `${from} → ${to}`) }))
    .flatMap(({ to, left }) => (left ? [longestRun(workflow, to, left, [...before, here])] : []))
    .reduce((longest, run) => (run.seconds > longest.seconds ? run : longest), { seconds: 0, path: [] });
  return { seconds: secondsIn(from, state) + rest.seconds, path: [from, ...rest.path] };
}

/** How often each way may be gone after this one; undefined where this one may not. */
function afterPassing(passes: Passes, way: keyof Passes): Passes | undefined {
  const left = passes[way];
  if (left === undefined) return passes;
  return left > 0 ? { ...passes, [way]: left - 1 } : undefined;
}

function nextOf({ Choices = [], Catch = [], Default, Next }: State): string[] {
  return [...Choices, ...Catch]
    .map((branch) => branch.Next)
    .concat([Default, Next].filter((name) => name !== undefined));
}

/** Each retrier counts for itself, so a state may use up all of them. */
function secondsIn(name: string, { Type, TimeoutSeconds, Retry = [] }: State): number {
  if (Type !== 'Task') return 0;
  if (TimeoutSeconds === undefined)
    throw new Error(`${name} has no TimeoutSeconds: it may hang for as long as it likes`);
  const delays = Retry.flatMap(waitsOf);
  return (1 + delays.length) * TimeoutSeconds + delays.reduce((sum, delay) => sum + delay, 0);
}

/** The longest waits of a retrier, in seconds, with the defaults of the language. */
export function waitsOf(retrier: Retrier): number[] {
  const { IntervalSeconds = 1, BackoffRate = 2, MaxAttempts = 3, MaxDelaySeconds = Infinity } = retrier;
  return Array.from({ length: MaxAttempts }, (_, i) =>
    Math.min(IntervalSeconds * BackoffRate ** i, MaxDelaySeconds),
  );
}
