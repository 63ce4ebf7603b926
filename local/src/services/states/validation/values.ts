import { expressionSource } from '../expressions/expression';
import { isObject, typeName } from '../expressions/json';
import type { PlacedState } from '../language/walk-states';
import { schemaFault, type Diagnostic } from './diagnostic';
import { checkConditions, checkLists } from './lists';
import { checkNumbers } from './numbers';
import { checkTexts } from './texts';
import type { QueryLanguage } from '../language/query-language';

const RFC3339 =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** The values of a state's fields; only JSONata states may have expressions for numbers and times. */
export function checkValues({ state, location }: PlacedState, language: QueryLanguage): Diagnostic[] {
  const isExpression = (value: unknown) =>
    language === 'JSONata' && typeof value === 'string' && expressionSource(value) !== undefined;
  return [
    ...checkNumbers(state, location, isExpression),
    ...(isExpression(state.Timestamp) ? [] : checkTimestamp(state, location)),
    ...checkLists(state, location, language),
    ...checkTexts(state, location),
    ...checkAssign(state, location),
    ...(state.Type === 'Choice' ? checkConditions(state, location) : []),
    ...checkCredentials(state, location),
    ...checkWait(state, location),
  ];
}

function checkTimestamp({ Timestamp: timestamp }: Record<string, unknown>, location: string): Diagnostic[] {
  if (timestamp === undefined) return [];
  if (typeof timestamp === 'string' && RFC3339.test(timestamp)) return [];
  return [schemaFault('String does not match RFC3339 timestamp', `${location}/Timestamp`)];
}

function checkWait(state: Record<string, unknown>, location: string): Diagnostic[] {
  if (state.Type !== 'Wait') return [];
  const given = ['Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'].filter(
    (field) => state[field] !== undefined,
  );
  if (given.length === 1) return [];
  const rule = given.length
    ? 'There should only be one of the following fields'
    : 'This object should have only one of the following fields';
  return [schemaFault(`${rule}: [SecondsPath, Seconds, TimestampPath, Timestamp]`, location)];
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

function checkCredentials(
  { Credentials: credentials }: Record<string, unknown>,
  location: string,
): Diagnostic[] {
  if (!isObject(credentials)) return [];
  if (credentials.RoleArn !== undefined || credentials['RoleArn.$'] !== undefined) return [];
  return [schemaFault("The field 'RoleArn' is required but was missing", `${location}/Credentials`)];
}
