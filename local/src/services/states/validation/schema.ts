import { isObject } from '../expressions/json';
import { queryLanguage } from '../language/query-language';
import type { PlacedGraph, PlacedState } from '../language/walk-states';
import { schemaFault, type Diagnostic } from './diagnostic';
import { COMMON, FIELDS, JSONATA_ONLY, JSONPATH_ONLY, REQUIRED } from './state-fields';
import { checkMachineNumbers } from './numbers';
import { checkTexts } from './texts';
import { checkValues } from './values';

const TYPES = '[Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map]';
const MACHINE = ['Comment', 'QueryLanguage', 'StartAt', 'States', 'TimeoutSeconds', 'Version'];

/** The fields of the machine itself. */
export function checkMachine(definition: Record<string, unknown>): Diagnostic[] {
  const missing = ['States', 'StartAt'].filter((field) => definition[field] === undefined);
  return [
    ...(missing.length ? [schemaFault(`These fields are required: [${missing.join(', ')}]`, '/')] : []),
    ...checkLanguage(definition, ''),
    ...checkTexts(definition, ''),
    ...checkMachineNumbers(definition),
    ...Object.keys(definition)
      .filter((field) => !MACHINE.includes(field))
      .map((field) => schemaFault(`Field '${field}' is not supported`, '/')),
    ...(definition.States !== undefined && !isObject(definition.States)
      ? [schemaFault('Expected value of type [OBJECT]', '/States')]
      : []),
    ...(isObject(definition.States) && Object.keys(definition.States).length === 0
      ? [schemaFault('Value cannot be empty', '/States')]
      : []),
  ];
}

/** States that are no objects. */
export function checkStateObjects({ graph, location }: PlacedGraph): Diagnostic[] {
  if (!isObject(graph.States)) return [];
  return Object.entries(graph.States)
    .filter(([, state]) => !isObject(state))
    .map(([name]) => schemaFault('Expected value of type [OBJECT]', `${location}/States/${name}`));
}

/** The fields of one state: its type, what that type has, and what its query language has. */
export function checkState(placed: PlacedState, machineLanguage: unknown): Diagnostic[] {
  const { state, location } = placed;
  const fields = FIELDS[String(state.Type)];
  if (state.Type === undefined) return [schemaFault("The field 'Type' is required", location)];
  if (!fields)
    return [schemaFault(`The field 'Type' should have one of these values: ${TYPES}`, `${location}/Type`)];
  return [
    ...checkQueryLanguage(placed, machineLanguage),
    ...checkLanguage(state, location),
    ...Object.keys(state)
      .filter((field) => !COMMON.includes(field) && !fields.includes(field))
      .map((field) => schemaFault(`Field '${field}' is not supported`, location)),
    ...checkRequired(placed),
    ...checkValues(placed, queryLanguage(state, queryLanguage({ QueryLanguage: machineLanguage }))),
  ];
}

function checkQueryLanguage({ state, location }: PlacedState, machineLanguage: unknown): Diagnostic[] {
  const machine = queryLanguage({ QueryLanguage: machineLanguage });
  if (machine === 'JSONata' && state.QueryLanguage === 'JSONPath')
    return [
      schemaFault(
        "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine",
        location,
      ),
    ];
  const language = queryLanguage(state, machine);
  const [foreign, other] = language === 'JSONata' ? [JSONPATH_ONLY, 'JSONPath'] : [JSONATA_ONLY, 'JSONata'];
  const fields = FIELDS[String(state.Type)]!;
  return Object.keys(state)
    .filter((field) => foreign.includes(field) && fields.includes(field))
    .map((field) =>
      schemaFault(
        `The QueryLanguage is set to '${language}', but field '${field}' is only supported for the '${other}' QueryLanguage`,
        location,
      ),
    );
}

function checkLanguage({ QueryLanguage: language }: Record<string, unknown>, location: string): Diagnostic[] {
  if (language === undefined || language === 'JSONPath' || language === 'JSONata') return [];
  const message =
    typeof language === 'string'
      ? 'Value should be one of the following: [JSONPath, JSONata]'
      : 'Expected value of type [STRING]';
  return [schemaFault(message, `${location}/QueryLanguage`)];
}

function checkRequired({ state, location }: PlacedState): Diagnostic[] {
  const type = String(state.Type);
  const missing = (REQUIRED[type] ?? []).filter((field) => state[field] === undefined);
  if (type === 'Map' && state.ItemProcessor === undefined && state.Iterator === undefined)
    missing.push('ItemProcessor');
  const found = missing.length
    ? [schemaFault(`These fields are required: [${missing.join(', ')}]`, location)]
    : [];
  if (state.ItemProcessor !== undefined && state.Iterator !== undefined)
    found.push(
      schemaFault('There should only be one of the following fields: [ItemProcessor, Iterator]', location),
    );
  const moves = FIELDS[type]!.includes('Next');
  if (moves && state.Next === undefined && state.End !== true)
    found.push(
      schemaFault('This object should have only one of the following fields: [Next, End]', location),
    );
  if (moves && state.Next !== undefined && state.End === true)
    found.push(schemaFault('There should only be one of the following fields: [Next, End]', location));
  return found;
}
