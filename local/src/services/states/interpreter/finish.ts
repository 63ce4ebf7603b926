import type { Json, JsonObject } from '../expressions/json';
import { jsonSize } from '../expressions/json-text';
import { evaluateField } from './fields';
import { checkPayload, MAX_PAYLOAD, MAX_VARIABLES } from './limits';
import { StateError } from '../state-error';
import type { Extra, Outcome, Visit } from './visit';

/** What writes a state's output and variables: the state itself, a choice rule, a catcher. */
export interface Finisher {
  readonly Output?: Json;
  readonly Assign?: JsonObject;
  readonly Next?: string;
}

/** Evaluates Output and Assign, both with the values from the entry, and says where to go. */
export async function finish(
  visit: Visit,
  finisher: Finisher,
  fallback: Json,
  extra: Extra = {},
  path = '',
): Promise<Outcome> {
  const output =
    finisher.Output === undefined ? fallback : await evaluateField(visit, finisher, 'Output', extra, path);
  const assigned = await assign(visit, finisher, extra, path);
  checkPayload(visit.name, output);
  return { output, assigned, next: finisher.Next };
}

async function assign(
  visit: Visit,
  finisher: Finisher,
  extra: Extra,
  path: string,
): Promise<JsonObject | undefined> {
  if (!finisher.Assign || Object.keys(finisher.Assign).length === 0) return undefined;
  const assigned = (await evaluateField(visit, finisher, 'Assign', extra, path)) as JsonObject;
  checkVariables(visit, assigned);
  return assigned;
}

function checkVariables({ scope, name }: Visit, assigned: JsonObject): void {
  if (jsonSize(assigned) > MAX_PAYLOAD) throw tooLarge(name, 'a single Assign field', MAX_PAYLOAD);
  if (jsonSize({ ...scope.variables, ...assigned }) > MAX_VARIABLES)
    throw tooLarge(name, 'all variables of an execution', MAX_VARIABLES);
}

function tooLarge(name: string, what: string, limit: number): StateError {
  return new StateError(
    'States.DataLimitExceeded',
    `The state/task '${name}' assigned variables with a size exceeding the limit of ${limit} bytes for ${what}.`,
  );
}
