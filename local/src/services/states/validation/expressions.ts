import { expressionSource } from '../expressions/expression';
import { isObject } from '../expressions/json';
import { queryLanguage } from '../language/query-language';
import type { PlacedState } from '../language/walk-states';
import { fault, schemaFault, type Diagnostic } from './diagnostic';
import { analyse } from './references';

/** Fields of a state that may hold expressions. */
export const EXPRESSION_FIELDS = [
  'Arguments',
  'Credentials',
  'TimeoutSeconds',
  'HeartbeatSeconds',
  'Items',
  'ItemSelector',
  'ItemBatcher',
  'ItemReader',
  'ResultWriter',
  'MaxConcurrency',
  'ToleratedFailureCount',
  'ToleratedFailurePercentage',
  'Seconds',
  'Timestamp',
  'Error',
  'Cause',
];
const WORKS = ['Task', 'Parallel', 'Map'];
const BASE = ['input', 'context'];

/** The expressions of a JSONata state: whether they parse, and what they refer to. */
export function checkExpressions({ state, location }: PlacedState, machineLanguage: unknown): Diagnostic[] {
  if (queryLanguage(state, queryLanguage({ QueryLanguage: machineLanguage })) === 'JSONPath') return [];
  const done = WORKS.includes(String(state.Type)) ? [...BASE, 'result'] : BASE;
  return [
    ...EXPRESSION_FIELDS.flatMap((field) => check(state[field], `${location}/${field}`, BASE)),
    ...checkFinish(state, location, done),
    ...checkEntries(state.Choices, `${location}/Choices`, BASE),
    ...checkEntries(state.Catch, `${location}/Catch`, [...BASE, 'errorOutput']),
  ];
}

function checkFinish(holder: Record<string, unknown>, location: string, fields: string[]): Diagnostic[] {
  return ['Condition', 'Assign', 'Output'].flatMap((field) =>
    check(holder[field], `${location}/${field}`, fields),
  );
}

function checkEntries(entries: unknown, location: string, fields: string[]): Diagnostic[] {
  if (!Array.isArray(entries)) return [];
  return entries.flatMap((entry: unknown, index) =>
    isObject(entry) ? checkFinish(entry, `${location}[${index}]`, fields) : [],
  );
}

/** Every string at any depth; `fields` are the members of `$states` that exist here. */
function check(value: unknown, location: string, fields: string[]): Diagnostic[] {
  if (typeof value === 'string') return checkText(value, location, fields);
  if (Array.isArray(value))
    return value.flatMap((element, index) => check(element, `${location}[${index}]`, fields));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => check(member, `${location}/${key}`, fields));
}

function checkText(text: string, location: string, fields: string[]): Diagnostic[] {
  const source = expressionSource(text);
  if (source === undefined)
    return text.startsWith('{%') === text.endsWith('%}')
      ? []
      : [schemaFault("A JSONata expression must start with '{%' and end with '%}'", location)];
  const { problem, references, members } = analyse(source);
  if (problem !== undefined) return [fault('INVALID_JSONATA_EXPRESSION', problem, location)];
  const unsupported = (message: string) => fault('UNSUPPORTED_JSONATA_EXPRESSION', message, location);
  return [
    ...references.map((name) =>
      unsupported(
        name === '$$'
          ? `Reference to '$$' is not supported.`
          : `Reference to '${name}' at the top level is not supported.`,
      ),
    ),
    ...members
      .filter((member) => !fields.includes(member))
      .map((member) => unsupported(`Field '$states.${member}' does not exist.`)),
  ];
}
