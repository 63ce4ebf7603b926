import { expressionSource } from '../expressions/expression';
import { isObject, typeName } from '../expressions/json';
import type { PlacedState } from '../language/walk-states';
import { schemaFault, type Diagnostic } from './diagnostic';

/** Least and greatest values of number fields; a string is an expression or refused as one. */
const NUMBERS: Readonly<Record<string, readonly [number, number]>> = {
  TimeoutSeconds: [1, 99_999_999],
  HeartbeatSeconds: [1, 99_999_999],
  Seconds: [0, 99_999_999],
  MaxConcurrency: [0, Infinity],
  ToleratedFailureCount: [0, Infinity],
  ToleratedFailurePercentage: [0, 100],
};
const RFC3339 =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** The values of a state's fields. */
export function checkValues({ state, location }: PlacedState): Diagnostic[] {
  return [
    ...Object.entries(NUMBERS).flatMap(([field, range]) => checkNumber(state, field, range, location)),
    ...checkTimestamp(state, location),
    ...checkLists(state, location),
    ...checkAssign(state, location),
    ...(state.Type === 'Choice' ? checkChoices(state, location) : []),
    ...checkCredentials(state, location),
    ...checkWait(state, location),
  ];
}

function checkNumber(
  state: Record<string, unknown>,
  field: string,
  [least, most]: readonly [number, number],
  location: string,
): Diagnostic[] {
  const value = state[field];
  const at = `${location}/${field}`;
  if (value === undefined || (typeof value === 'string' && expressionSource(value) !== undefined)) return [];
  if (typeof value !== 'number') return [schemaFault('Expected value of type [NUMBER]', at)];
  if (value < least) return [schemaFault(`Minimum value is ${least}`, at)];
  return value > most ? [schemaFault(`Maximum value is ${most}`, at)] : [];
}

function checkTimestamp({ Timestamp: timestamp }: Record<string, unknown>, location: string): Diagnostic[] {
  if (timestamp === undefined) return [];
  if (typeof timestamp === 'string' && (expressionSource(timestamp) !== undefined || RFC3339.test(timestamp)))
    return [];
  return [schemaFault('String does not match RFC3339 timestamp', `${location}/Timestamp`)];
}

function checkWait(state: Record<string, unknown>, location: string): Diagnostic[] {
  if (state.Type !== 'Wait') return [];
  const given = ['Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'].filter(
    (field) => state[field] !== undefined,
  );
  return given.length === 1
    ? []
    : [
        schemaFault(
          'Exactly one of these fields is required: [Seconds, SecondsPath, Timestamp, TimestampPath]',
          location,
        ),
      ];
}

function checkLists(state: Record<string, unknown>, location: string): Diagnostic[] {
  return ['Branches', 'Choices', 'Retry', 'Catch'].flatMap((field) => {
    const value = state[field];
    const at = `${location}/${field}`;
    if (value === undefined) return [];
    if (!Array.isArray(value)) return [schemaFault('Expected value of type [ARRAY]', at)];
    if (value.length === 0 && field !== 'Retry' && field !== 'Catch')
      return [schemaFault('Value cannot be empty', at)];
    return value.flatMap((entry: unknown, index) => checkEntry(field, entry, `${at}[${index}]`));
  });
}

const ENTRY: Readonly<Record<string, readonly string[]>> = {
  Retry: ['ErrorEquals'],
  Catch: ['ErrorEquals', 'Next'],
  Choices: ['Next'],
  Branches: [],
};

function checkEntry(field: string, entry: unknown, location: string): Diagnostic[] {
  if (!isObject(entry)) return [schemaFault('Expected value of type [OBJECT]', location)];
  const missing = ENTRY[field]!.filter((name) => entry[name] === undefined);
  if (missing.length) return [schemaFault(`These fields are required: [${missing.join(', ')}]`, location)];
  if (field === 'Retry' || field === 'Catch')
    return [...checkErrorEquals(entry, location), ...checkRetrier(entry, location)];
  return [];
}

function checkErrorEquals({ ErrorEquals: names }: Record<string, unknown>, location: string): Diagnostic[] {
  const at = `${location}/ErrorEquals`;
  if (!Array.isArray(names)) return [schemaFault('Expected value of type [ARRAY]', at)];
  if (names.length === 0) return [schemaFault('Value cannot be empty', at)];
  return names.every((name) => typeof name === 'string')
    ? []
    : [schemaFault('Expected value of type [STRING]', at)];
}

function checkRetrier(retrier: Record<string, unknown>, location: string): Diagnostic[] {
  const ranges: [string, number, number][] = [
    ['IntervalSeconds', 1, 99_999_999],
    ['MaxAttempts', 0, 99_999_999],
    ['BackoffRate', 1, Infinity],
    ['MaxDelaySeconds', 1, 31_622_399],
  ];
  const found = ranges.flatMap(([field, least, most]) =>
    checkNumber(retrier, field, [least, most], location),
  );
  const jitter = retrier.JitterStrategy;
  if (jitter !== undefined && jitter !== 'FULL' && jitter !== 'NONE')
    found.push(
      schemaFault('Value should be one of the following: [FULL, NONE]', `${location}/JitterStrategy`),
    );
  return found;
}

/** AWS: "Passing data between states with variables", variable name syntax. */
const VARIABLE = /^[\p{ID_Start}_][\p{ID_Continue}]*(\.\$)?$/u;

function checkAssign({ Assign: assign }: Record<string, unknown>, location: string): Diagnostic[] {
  if (assign === undefined) return [];
  const at = `${location}/Assign`;
  if (!isObject(assign))
    return [schemaFault(`Expected value of type [OBJECT], but was ${typeName(assign)}`, at)];
  return Object.keys(assign)
    .filter((name) => !VARIABLE.test(name) || name.length > 80 || name === 'states')
    .map((name) => schemaFault(`Variable name '${name}' is not valid`, at));
}

function checkChoices({ Choices: rules }: Record<string, unknown>, location: string): Diagnostic[] {
  if (!Array.isArray(rules)) return [];
  return rules.flatMap((rule: unknown, index) =>
    isObject(rule) && rule.Condition !== undefined
      ? checkCondition(rule.Condition, `${location}/Choices[${index}]/Condition`)
      : [],
  );
}

function checkCondition(condition: unknown, location: string): Diagnostic[] {
  if (typeof condition === 'boolean') return [];
  if (typeof condition === 'string' && expressionSource(condition) !== undefined) return [];
  return [schemaFault('Value must be a boolean or a JSONata expression', location)];
}

function checkCredentials(
  { Credentials: credentials }: Record<string, unknown>,
  location: string,
): Diagnostic[] {
  if (!isObject(credentials)) return [];
  if (credentials.RoleArn !== undefined || credentials['RoleArn.$'] !== undefined) return [];
  return [schemaFault("The field 'RoleArn' is required but was missing", `${location}/Credentials`)];
}
