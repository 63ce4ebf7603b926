import { isObject } from '../expressions/json';
import { innerGraphs, statesOf, type PlacedGraph, type PlacedState } from '../language/walk-states';
import { schemaFault, type Diagnostic } from './diagnostic';

/**
 * Variables that a branch or an item processor assigns although a graph around it does. AWS: "Passing data between
 * states with variables", variable scope.
 */
export function checkScopes(placed: PlacedGraph, outer: ReadonlySet<string> = new Set()): Diagnostic[] {
  const states = statesOf(placed);
  // Recorded on AWS: what a state's own catchers assign may be assigned within it.
  const around = (holder: PlacedState) =>
    new Set([
      ...outer,
      ...states
        .flatMap((each) => assignments(each === holder ? withoutCatch(each) : each))
        .map(({ name }) => name),
    ]);
  return states.flatMap((state) => [
    ...assignments(state)
      .filter(({ name }) => outer.has(name))
      .map(({ name, location }) =>
        schemaFault(`The variable name '${name}' was already defined in a parent scope.`, location),
      ),
    ...innerGraphs(state).flatMap((graph) => checkScopes(graph, around(state))),
  ]);
}

function withoutCatch({ state, ...place }: PlacedState): PlacedState {
  return { ...place, state: { ...state, Catch: undefined } };
}

/** What a state assigns, by itself and in its rules and catchers. */
function assignments({ state, location }: PlacedState): { name: string; location: string }[] {
  const entries = ['Choices', 'Catch'].flatMap((field) => {
    const list = state[field];
    return Array.isArray(list)
      ? list.map((entry: unknown, index) => ({ entry, at: `${location}/${field}[${index}]` }))
      : [];
  });
  return [{ entry: state as unknown, at: location }, ...entries].flatMap(({ entry, at }) =>
    isObject(entry) && isObject(entry.Assign)
      ? Object.keys(entry.Assign).map((name) => ({
          name: name.replace(/\.\$$/, ''),
          location: `${at}/Assign/${name}`,
        }))
      : [],
  );
}
