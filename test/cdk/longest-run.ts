import type { Retrier, State, Workflow } from '../../cdk/read-workflow';

export interface Run {
  readonly seconds: number;
  readonly path: readonly string[];
}

/**
 * The longest that a workflow can run from a state to its end: every task times out as often as it may and waits as long as it
 * may. A way that is `never` taken, such as the one back into a loop that has been gone through, does not count.
 */
export function longestRun(
  workflow: Workflow,
  from = workflow.StartAt,
  never?: Way,
  before: string[] = [],
): Run {
  if (before.includes(from)) throw new Error(`The workflow loops: ${[...before, from].join(' → ')}`);
  const state = workflow.States[from];
  if (!state) throw new Error(`There is no state ${from}`);
  const rest = nextOf(state)
    .filter((next) => from !== never?.from || next !== never.to)
    .map((next) => longestRun(workflow, next, never, [...before, from]))
    .reduce((longest, run) => (run.seconds > longest.seconds ? run : longest), { seconds: 0, path: [] });
  return { seconds: secondsIn(from, state) + rest.seconds, path: [from, ...rest.path] };
}

/** From one state to the next. */
interface Way {
  readonly from: string;
  readonly to: string;
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
