import type { State, Workflow } from '../../cdk/read-workflow';

/** A transition that the definition allows. */
export interface Transition {
  readonly from: string;
  readonly to: string;
  /** `next` goes on as planned, `choice` is one rule of several, `catch` follows an error. */
  readonly kind: 'next' | 'choice' | 'catch';
  /** When it is taken, in a few words; empty for what is taken otherwise. */
  readonly label: string;
}

export interface Step {
  readonly name: string;
  readonly type: string;
  /** What a Task calls, such as `lambda:invoke`; empty for other types. */
  readonly calls: string;
}

export interface WorkflowGraph {
  readonly steps: readonly Step[];
  readonly transitions: readonly Transition[];
}

/** Every state and every way from one to the next; several rules with one target are one way. */
export function toWorkflowGraph({ States }: Pick<Workflow, 'States'>): WorkflowGraph {
  const states = Object.entries(States);
  return {
    steps: states.map(([name, { Type, Resource = '' }]) => ({ name, type: Type, calls: toCall(Resource) })),
    transitions: states.flatMap(([name, state]) => distinct(transitionsOf(name, state))),
  };
}

function toCall(resource: string): string {
  return resource.replace(/^arn:aws:states:::/, '').replace(/^aws-sdk:/, '');
}

function transitionsOf(from: string, { Next, Default, Choices = [], Catch = [] }: State): Transition[] {
  return [
    ...(Next ? [{ from, to: Next, kind: 'next' as const, label: '' }] : []),
    ...Choices.map((rule) => ({ from, to: rule.Next, kind: 'choice' as const, label: rule.Comment ?? '' })),
    ...(Default ? [{ from, to: Default, kind: 'choice' as const, label: '' }] : []),
    ...Catch.map((catcher) => ({ from, to: catcher.Next, kind: 'catch' as const, label: '' })),
  ];
}

function distinct(transitions: readonly Transition[]): Transition[] {
  const targets = [...new Set(transitions.map(({ to }) => to))];
  return targets.map((to) => {
    const same = transitions.filter((each) => each.to === to);
    const labels = new Set(same.map(({ label }) => label).filter(Boolean));
    return { ...(same[0] as Transition), label: [...labels].join(', ') };
  });
}
