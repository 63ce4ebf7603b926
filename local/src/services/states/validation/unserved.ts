import { integrationOf } from '../integrations/resolve-integration';
import { queryLanguage } from '../language/query-language';
import { statesOf, walkGraphs, type PlacedState } from '../language/walk-states';

/** What a valid definition uses and this cloud does not have, each by name and place. */
export function unservedParts(definition: string): string[] {
  const machine = JSON.parse(definition) as Record<string, unknown>;
  return [...walkGraphs(machine)]
    .flatMap(statesOf)
    .flatMap((placed) => unserved(placed, machine.QueryLanguage));
}

function unserved({ state, location }: PlacedState, machineLanguage: unknown): string[] {
  const language = queryLanguage(state, queryLanguage({ QueryLanguage: machineLanguage }));
  if (language === 'JSONPath')
    return [
      `UNSUPPORTED_BY_LOCAL_CLOUD: The local cloud runs JSONata states only; set "QueryLanguage": "JSONata" at the top ` +
        `or in the state at ${location}`,
    ];
  if (state.Type === 'Map')
    return ['ItemReader', 'ItemBatcher', 'ResultWriter']
      .filter((field) => state[field] !== undefined)
      .map((field) => `UNSUPPORTED_BY_LOCAL_CLOUD: The local cloud does not support ${field} at ${location}`);
  return state.Type === 'Task' ? unservedResource(String(state.Resource), location) : [];
}

function unservedResource(arn: string, location: string): string[] {
  if (integrationOf(arn)) return [];
  return [
    `UNSUPPORTED_BY_LOCAL_CLOUD: The local cloud does not serve the resource ${arn} at ${location}/Resource`,
  ];
}
