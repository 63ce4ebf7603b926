/** A transition that the definition allows. */
export interface Transition {
  readonly from: string;
  readonly to: string;
  /** `next` goes on as planned, `choice` is one rule of several, `catch` follows an error. */
  readonly kind: 'next' | 'choice' | 'catch';
}

export interface Step {
  readonly name: string;
  readonly type: string;
  /** What a Task calls, such as `lambda:invoke`; empty for other types. */
  readonly calls: string;
}

export interface WorkflowGraph {
  readonly start: string;
  readonly steps: readonly Step[];
  readonly transitions: readonly Transition[];
}

/** The parts of an Amazon States Language definition that the picture shows. */
export interface Definition {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

interface State {
  readonly Type: string;
  readonly Resource?: string;
  readonly Next?: string;
  readonly Default?: string;
  readonly Choices?: readonly { readonly Next: string }[];
  readonly Catch?: readonly { readonly Next: string }[];
}

/** Every state and every way from one to the next; several rules with one target are one way. */
export function toWorkflowGraph({ StartAt, States }: Definition): WorkflowGraph {
  const states = Object.entries(States);
  return {
    start: StartAt,
    steps: states.map(([name, { Type, Resource = '' }]) => ({ name, type: Type, calls: toCall(Resource) })),
    transitions: states.flatMap(([name, state]) => distinct(transitionsOf(name, state))),
  };
}

function toCall(resource: string): string {
  return resource.replace(/^arn:aws:states:::/, '').replace(/^aws-sdk:/, '');
}

function transitionsOf(from: string, { Next, Default, Choices = [], Catch = [] }: State): Transition[] {
  return [
    ...(Next ? [{ from, to: Next, kind: 'next' as const }] : []),
    ...(Default ? [{ from, to: Default, kind: 'choice' as const }] : []),
    ...Choices.map((rule) => ({ from, to: rule.Next, kind: 'choice' as const })),
    ...Catch.map((catcher) => ({ from, to: catcher.Next, kind: 'catch' as const })),
  ];
}

function distinct(transitions: Transition[]): Transition[] {
  return transitions.filter((one, index) => transitions.findIndex((other) => other.to === one.to) === index);
}
