import { isObject } from '../expressions/json';
import { statesOf, walkGraphs } from '../language/walk-states';
import { fault, type Diagnostic } from './diagnostic';
import { checkExpressions } from './expressions';
import { checkGraph, checkNames } from './graph';
import { checkInnerGraph } from './inner-graph';
import { checkResource } from './resources';
import { checkMachine, checkState, checkStateObjects } from './schema';
import { checkScopes } from './scopes';

/** What is wrong with a definition, in the words and order of AWS; nothing when it is right. */
export function validate(text: string, type: string): Diagnostic[] {
  const definition = parsed(text);
  if (definition instanceof SyntaxError) return [fault('INVALID_JSON_DESCRIPTION', definition.message)];
  if (!isObject(definition))
    return [fault('SCHEMA_VALIDATION_FAILED', 'Definition must be a valid JSON object')];
  const schema = checkMachine(definition);
  if (schema.some(({ message }) => message.startsWith('These fields are required'))) return schema;
  return [...schema, ...checkStates(definition, type)];
}

function checkStates(definition: Record<string, unknown>, type: string): Diagnostic[] {
  const graphs = [...walkGraphs(definition)];
  const states = graphs.flatMap(statesOf);
  const found = [
    ...graphs.slice(1).flatMap(checkInnerGraph),
    ...graphs.flatMap(checkStateObjects),
    ...states.flatMap((placed) => checkState(placed, definition.QueryLanguage)),
    ...states.flatMap((placed) => checkResource(placed, type)),
    ...states.flatMap((placed) => checkExpressions(placed, definition.QueryLanguage)),
    ...checkScopes({ graph: definition, location: '' }),
  ];
  return [...found, ...checkNames(graphs), ...graphs.flatMap(checkGraph)];
}

/** What a text says, or why it says nothing. */
function parsed(text: string): unknown {
  try {
    return text.trim() === '' ? null : JSON.parse(text);
  } catch (error) {
    return error;
  }
}
