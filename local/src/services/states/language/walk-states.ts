import { isObject } from '../expressions/json';

type Fields = Record<string, unknown>;

/** A state of a definition that may still be wrong, with its place and the graph that it stands in. */
export interface PlacedState {
  readonly name: string;
  readonly state: Fields;
  readonly location: string;
}

/** A graph of states (machine, branch or item processor) with its place; the machine's is the empty text. */
export interface PlacedGraph {
  readonly graph: Fields;
  readonly location: string;
}

/** All graphs of a definition, outer before inner. */
export function* walkGraphs(graph: Fields, location = ''): Generator<PlacedGraph> {
  yield { graph, location };
  for (const placed of statesOf({ graph, location }))
    for (const inner of innerGraphs(placed)) yield* walkGraphs(inner.graph, inner.location);
}

/** The states that stand directly in a graph. */
export function statesOf({ graph, location }: PlacedGraph): PlacedState[] {
  if (!isObject(graph.States)) return [];
  return Object.entries(graph.States)
    .filter((entry): entry is [string, Fields] => isObject(entry[1]))
    .map(([name, state]) => ({ name, state, location: `${location}/States/${name}` }));
}

/** The branches or the item processor of a state. */
export function innerGraphs({ state, location }: PlacedState): PlacedGraph[] {
  const inner: PlacedGraph[] = [];
  for (const key of ['ItemProcessor', 'Iterator'])
    if (state.Type === 'Map' && isObject(state[key]))
      inner.push({ graph: state[key], location: `${location}/${key}` });
  if (state.Type === 'Parallel' && Array.isArray(state.Branches))
    state.Branches.forEach((branch: unknown, index) => {
      if (isObject(branch)) inner.push({ graph: branch, location: `${location}/Branches[${index}]` });
    });
  return inner;
}
