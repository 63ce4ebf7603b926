import { AwsError, unsupported } from '../../../kernel/aws-error';
import { isObject, type JsonObject } from '../expressions/json';
import type { State } from '../language/definition';
import { queryLanguage } from '../language/query-language';
import { definitionText } from '../request-texts';
import { checkValid } from '../validation/check-definition';
import { checkContext } from './check-context';
import { checkMock } from './check-mock';
import type { TestStateInput, TestStateRequest } from './request';

/** What AWS calls the tested state, in the context object too. */
export const ALONE = 'StateName';

/** Reads and checks a TestState request; refuses in AWS's words. */
export function readRequest(given: TestStateInput): TestStateRequest {
  const { name, state, machine } = findState(definitionText(given.definition), given.stateName);
  checkMock(given, state);
  if (state.Type === 'Task' && given.roleArn === undefined && !given.mock)
    throw new AwsError('ValidationException', 'RoleArn must be specified when testing a Task state');
  const context = given.context === undefined ? undefined : checkContext(given.context, state);
  if (queryLanguage(state as never, queryLanguage(machine)) === 'JSONPath')
    throw unsupported('TestState of JSONPath states; set "QueryLanguage": "JSONata" in the state');
  return { name, state, given, variables: variablesOf(given.variables), context };
}

/** The state to test: the whole definition, or the one of that name anywhere in a whole machine. */
function findState(text: string, stateName: string | undefined) {
  const definition = parse(text, 'definition');
  if (stateName === undefined && !isObject(definition.States)) {
    const machine = machineOf(definition);
    checkValid(JSON.stringify(machine), 'STANDARD');
    return { name: ALONE, state: definition as unknown as State, machine };
  }
  checkValid(text, 'STANDARD');
  const name = stateName ?? nameOfStart(definition);
  const state = stateNamed(definition, name);
  if (!state) throw new AwsError('ValidationException', 'State not found in definition');
  return { name, state, machine: definition };
}

function nameOfStart({ StartAt: start }: JsonObject): string {
  return typeof start === 'string' ? start : ALONE;
}

/** Stands for every state that a lone state leads to. */
const ELSEWHERE = 'Elsewhere';

/** A lone state may lead to states that are not given: for the check all of them are one state that ends. */
function machineOf(state: JsonObject): JsonObject {
  const { Next, Default, Catch = [], Choices = [] } = state;
  const leads = [Next, Default, ...[Catch, Choices].flat()].some((target) => target !== undefined);
  const end: JsonObject = leads ? { [ELSEWHERE]: { Type: 'Succeed' } } : {};
  return { StartAt: ALONE, States: { [ALONE]: leadingElsewhere(state), ...end } };
}

function leadingElsewhere(holder: JsonObject): JsonObject {
  const result: JsonObject = { ...holder };
  for (const field of ['Next', 'Default']) if (typeof result[field] === 'string') result[field] = ELSEWHERE;
  for (const field of ['Catch', 'Choices'])
    if (Array.isArray(result[field]))
      result[field] = result[field].map((entry) => (isObject(entry) ? leadingElsewhere(entry) : entry));
  return result;
}

function stateNamed(graph: JsonObject, name: string): State | undefined {
  const states = isObject(graph.States) ? graph.States : {};
  if (Object.hasOwn(states, name)) return states[name] as unknown as State;
  for (const state of Object.values(states) as JsonObject[]) {
    const inner = [
      state.ItemProcessor,
      state.Iterator,
      ...(Array.isArray(state.Branches) ? state.Branches : []),
    ];
    for (const candidate of inner) {
      const found = isObject(candidate) ? stateNamed(candidate, name) : undefined;
      if (found) return found;
    }
  }
  return undefined;
}

function variablesOf(text: string | undefined): JsonObject {
  return text === undefined ? {} : parse(text, 'variables');
}

function parse(text: string, member: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value as JsonObject;
  } catch {
    // Refused below, with everything else that is no object.
  }
  if (member === 'definition')
    throw new AwsError(
      'InvalidDefinition',
      "Invalid State Machine Definition: 'Definition must be a valid JSON object'",
    );
  throw new AwsError('ValidationException', `The value of '${member}' must be a valid JSON object`);
}
