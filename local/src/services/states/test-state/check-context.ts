import { AwsError } from '../../../kernel/aws-error';
import { isObject, type JsonObject } from '../expressions/json';
import type { State } from '../language/definition';

/** Members of a context object that a test may give, each a text unless it says otherwise. */
const MEMBERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Execution: {
    Id: 'string',
    Input: 'any',
    Name: 'string',
    RoleArn: 'string',
    StartTime: 'string',
    RedriveCount: 'number',
    RedriveTime: 'string',
  },
  State: { EnteredTime: 'string', Name: 'string', RetryCount: 'number' },
  StateMachine: { Id: 'string', Name: 'string' },
  Task: { Token: 'string' },
};

/** Reads the context object of a test. AWS: TestState API reference, context. */
export function checkContext(text: string, state: State): JsonObject {
  const context = parse(text);
  for (const [name, value] of Object.entries(context)) checkPart(name, value, state);
  return context;
}

function checkPart(name: string, value: unknown, state: State): void {
  if (name === 'Map') throw invalid("'Map' field is not supported when mocking a Context object");
  const members = Object.hasOwn(MEMBERS, name) ? MEMBERS[name] : undefined;
  if (!members) throw invalid(`Field '${name}' is not allowed`);
  if (name === 'Task' && !/\.(sync|waitForTaskToken)/.test(state.Type === 'Task' ? state.Resource : ''))
    throw invalid(
      "Context object contains 'Task' when state is not a Task state with a '.sync' or '.waitForTaskToken' " +
        'service integration pattern',
    );
  if (!isObject(value)) throw invalid(`${name} must be an object`);
  for (const [member, given] of Object.entries(value)) {
    const type = Object.hasOwn(members, member) ? members[member] : undefined;
    if (!type) throw invalid(`Field '${member}' is not allowed`);
    if (type !== 'any' && typeof given !== type) throw invalid(`${name}.${member} must be a ${type}`);
  }
}

function parse(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value as JsonObject;
  } catch {
    // Refused below.
  }
  throw invalid('Context object must be a valid JSON object');
}

function invalid(what: string): AwsError {
  return new AwsError('ValidationException', `Invalid Context object provided: ${what}`);
}
