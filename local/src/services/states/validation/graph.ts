import { isObject } from '../expressions/json';
import { statesOf, type PlacedGraph, type PlacedState } from '../language/walk-states';
import { fault, schemaFault, type Diagnostic } from './diagnostic';

interface Transition {
  readonly target: string;
  readonly location: string;
}

/** Longest name of a state. AWS: "Discovering workflow states to use in Step Functions". */
const LONGEST_NAME = 80;

/** Names that are too long, and names that are not the only ones in the whole machine. */
export function checkNames(graphs: readonly PlacedGraph[]): Diagnostic[] {
  const seen = new Set<string>();
  return graphs.flatMap(statesOf).flatMap(({ name, location }) => {
    const known = seen.has(name);
    seen.add(name);
    return [
      ...([...name].length > LONGEST_NAME
        ? [schemaFault(`State name cannot be longer than ${LONGEST_NAME} characters`, location)]
        : []),
      ...(known ? [fault('DUPLICATE_STATE_NAME', `Duplicate State name: ${name}`, location)] : []),
    ];
  });
}

/** Transitions to states that are not there, states that nothing leads to, and graphs without an end. */
export function checkGraph(placed: PlacedGraph): Diagnostic[] {
  const { graph, location } = placed;
  const states = statesOf(placed);
  const names = new Set(states.map(({ name }) => name));
  const start =
    typeof graph.StartAt === 'string' ? [{ target: graph.StartAt, location: `${location}/StartAt` }] : [];
  const transitions = [...start, ...states.flatMap(transitionsOf)];
  const dangling = transitions
    .filter(({ target }) => !names.has(target))
    .map(({ target, location: at }) => missingTarget(`Missing 'Next' target: ${target}`, at));
  const ends = states.some(({ state }) => isTerminal(state));
  if (isObject(graph.States) && !ends)
    return [...dangling, fault('MISSING_END_STATE', 'Workflow has no terminal state')];
  return [...dangling, ...unreachable(states, String(graph.StartAt))];
}

function transitionsOf({ state, location }: PlacedState): Transition[] {
  const found: Transition[] = [];
  const add = (target: unknown, path: string) => {
    if (typeof target === 'string') found.push({ target, location: `${location}/${path}` });
  };
  add(state.Next, 'Next');
  for (const field of ['Choices', 'Catch'])
    if (Array.isArray(state[field]))
      state[field].forEach(
        (entry: unknown, index) => isObject(entry) && add(entry.Next, `${field}[${index}]/Next`),
      );
  if (state.Type === 'Choice') add(state.Default, 'Default');
  return found;
}

function isTerminal(state: Record<string, unknown>): boolean {
  return (
    (state.End === true && state.Type !== undefined) || state.Type === 'Succeed' || state.Type === 'Fail'
  );
}

function unreachable(states: PlacedState[], start: string): Diagnostic[] {
  const byName = new Map(states.map((placed) => [placed.name, placed]));
  const reached = new Set<string>();
  const open = [start];
  for (let name; (name = open.pop()) !== undefined;) {
    const placed = byName.get(name);
    if (!placed || reached.has(name)) continue;
    reached.add(name);
    open.push(...transitionsOf(placed).map(({ target }) => target));
  }
  return states
    .filter(({ name }) => !reached.has(name))
    .map(({ name, location }) => missingTarget(`State "${name}" is not reachable.`, location));
}

function missingTarget(message: string, location: string): Diagnostic {
  return fault('MISSING_TRANSITION_TARGET', message, location);
}
