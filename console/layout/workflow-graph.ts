import { type Definition, innerMachines, type StateDefinition } from './definition';
import { catchLabel, ruleLabel } from './edge-label';
import { failureBranch, mainLine } from './main-line';

/** A transition that the definition allows. */
export interface Transition {
  readonly from: string;
  readonly to: string;
  /** `next` goes on as planned, `choice` is one rule of several, `catch` follows an error. */
  readonly kind: 'next' | 'choice' | 'catch';
  /** When it is taken, in a few words. */
  readonly label: string;
  /** Is it on the way that goes well? */
  readonly isMain: boolean;
}

export interface Step {
  readonly name: string;
  readonly type: string;
  /** What a Task calls, such as `lambda:invoke`; empty for other types. */
  readonly calls: string;
  readonly comment: string;
  /** Kinds of errors that make it try again. */
  readonly retries: number;
  /** How an execution ends here: well, or badly: it fails, or it was caught before. */
  readonly ending?: 'good' | 'bad';
  /** Is it where its machine starts? */
  readonly isStart: boolean;
  /** The machines inside a Parallel or a Map. */
  readonly inner: readonly WorkflowGraph[];
}

export interface WorkflowGraph {
  readonly steps: readonly Step[];
  readonly transitions: readonly Transition[];
}

/** Every state once, and every way from one to the next; several rules with one target are one way. */
export function toWorkflowGraph(machine: Definition): WorkflowGraph {
  const main = mainLine(machine);
  const failing = failureBranch(machine);
  const states = Object.entries(machine.States);
  return {
    steps: states.map(([name, state]) => toStep(name, state, machine, failing)),
    transitions: states.flatMap(([name, state]) => distinct(transitionsOf(name, state, main))),
  };
}

function toStep(
  name: string,
  state: StateDefinition,
  { StartAt }: Definition,
  failing: ReadonlySet<string>,
): Step {
  const { Type: type, Resource = '', Comment: comment = '', Retry = [] } = state;
  const ends = type === 'Succeed' || type === 'Fail' || state.End === true;
  return {
    name,
    type,
    calls: toCall(Resource),
    comment,
    retries: Retry.filter(({ MaxAttempts }) => MaxAttempts !== 0).length,
    ...(ends && { ending: type === 'Fail' || failing.has(name) ? 'bad' : 'good' }),
    isStart: name === StartAt,
    inner: innerMachines(state).map(toWorkflowGraph),
  };
}

function toCall(resource: string): string {
  return resource
    .replace(/^arn:aws[\w-]*:(states:::|lambda:.*?:function:)/, '')
    .replace(/^aws-sdk:/, '')
    .replace(/\.(sync(:2)?|waitForTaskToken)$/, '');
}

function transitionsOf(
  from: string,
  { Next, Default, Choices = [], Catch = [] }: StateDefinition,
  main: ReadonlyMap<string, string>,
): Transition[] {
  const way = (to: string, kind: Transition['kind'], label: string) => ({
    ...{ from, to, kind, label },
    isMain: kind !== 'catch' && main.get(from) === to,
  });
  return [
    ...(Next ? [way(Next, 'next', '')] : []),
    ...Choices.map((rule) => way(rule.Next, 'choice', ruleLabel(rule))),
    ...(Default ? [way(Default, 'choice', 'otherwise')] : []),
    ...Catch.map((catcher) => way(catcher.Next, 'catch', catchLabel(catcher))),
  ];
}

/** An error that is caught is another way than the one that goes on, even to the same state. */
function distinct(transitions: readonly Transition[]): Transition[] {
  const keyOf = ({ to, kind }: Transition) => `${kind === 'catch'} ${to}`;
  return [...new Set(transitions.map(keyOf))].map((key) => {
    const same = transitions.filter((each) => keyOf(each) === key);
    const labels = new Set(same.map(({ label }) => label).filter(Boolean));
    return { ...(same[0] as Transition), label: [...labels].join(', ') };
  });
}
