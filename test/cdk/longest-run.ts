interface Retrier {
  readonly ErrorEquals: string[];
  readonly IntervalSeconds?: number;
  readonly BackoffRate?: number;
  readonly MaxAttempts?: number;
  readonly MaxDelaySeconds?: number;
}

export interface State {
  readonly Type: string;
  readonly Resource?: string;
  readonly TimeoutSeconds?: number;
  readonly Retry?: Retrier[];
  readonly Catch?: { Next: string }[];
  readonly Choices?: { Next: string }[];
  readonly Default?: string;
  readonly Next?: string;
}

export interface Definition {
  readonly TimeoutSeconds: number;
  readonly StartAt: string;
  readonly States: Record<string, State>;
}

/** The longest that a workflow without loops can run: every task times out as often as it may and waits as long as it may. */
export function longestRun(definition: Definition, from = definition.StartAt, before: string[] = []): Run {
  if (before.includes(from)) throw new Error(`The workflow loops: ${[...before, from].join(' → ')}`);
  const state = definition.States[from];
  if (!state) throw new Error(`There is no state ${from}`);
  const rest = nextOf(state)
    .map((next) => longestRun(definition, next, [...before, from]))
    .reduce((longest, run) => (run.seconds > longest.seconds ? run : longest), { seconds: 0, path: [] });
  return { seconds: secondsIn(from, state) + rest.seconds, path: [from, ...rest.path] };
}

interface Run {
  readonly seconds: number;
  readonly path: readonly string[];
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
  const delays = Retry.flatMap(delaysOf);
  return (1 + delays.length) * TimeoutSeconds + delays.reduce((sum, delay) => sum + delay, 0);
}

function delaysOf(retrier: Retrier): number[] {
  const { IntervalSeconds = 1, BackoffRate = 2, MaxAttempts = 3, MaxDelaySeconds = Infinity } = retrier;
  return Array.from({ length: MaxAttempts }, (_, i) =>
    Math.min(IntervalSeconds * BackoffRate ** i, MaxDelaySeconds),
  );
}
