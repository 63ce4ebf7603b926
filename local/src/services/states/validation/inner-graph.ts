import { isObject } from '../expressions/json';
import type { PlacedGraph } from '../language/walk-states';
import { schemaFault, type Diagnostic } from './diagnostic';
import { checkTexts } from './texts';

const FIELDS = ['StartAt', 'States', 'Comment'];
const CONFIG: Readonly<Record<string, readonly string[]>> = {
  Mode: ['INLINE', 'DISTRIBUTED'],
  ExecutionType: ['STANDARD', 'EXPRESS'],
};

/** The fields of a branch or an item processor. */
export function checkInnerGraph({ graph, location }: PlacedGraph): Diagnostic[] {
  const fields = location.endsWith(']') ? FIELDS : [...FIELDS, 'ProcessorConfig'];
  const missing = ['States', 'StartAt'].filter((field) => graph[field] === undefined);
  return [
    ...Object.keys(graph)
      .filter((field) => !fields.includes(field))
      .map((field) => schemaFault(`Field '${field}' is not supported`, location)),
    ...(missing.length ? [schemaFault(`These fields are required: [${missing.join(', ')}]`, location)] : []),
    ...checkTexts(graph, location),
    ...checkConfig(graph.ProcessorConfig, `${location}/ProcessorConfig`),
  ];
}

function checkConfig(config: unknown, location: string): Diagnostic[] {
  if (config === undefined) return [];
  if (!isObject(config)) return [schemaFault('Expected value of type [OBJECT]', location)];
  return Object.entries(config).flatMap(([field, value]) => {
    const allowed = CONFIG[field];
    if (!allowed) return [schemaFault(`Field '${field}' is not supported`, location)];
    if (allowed.includes(value as string)) return [];
    return [
      schemaFault(`Value should be one of the following: [${allowed.join(', ')}]`, `${location}/${field}`),
    ];
  });
}
