import { AwsError } from '../../../kernel/aws-error';
import { isObject } from '../expressions/json';
import { parseResource } from '../integrations/resource';
import type { State } from '../language/definition';
import { checkMockedAnswer } from './mocked-answer';
import type { TestStateInput } from './request';

const MOCKABLE = ['Task', 'Parallel', 'Map'];

/** Whether the state can be tested with, or without, the mock that is given. */
export function checkMock(given: TestStateInput, state: State): void {
  const { mock, revealSecrets } = given;
  if (!mock) return checkUnmocked(given, state);
  if (mock.result !== undefined && mock.errorOutput !== undefined)
    throw invalid('A test mock should have only one of the following fields: [result, errorOutput].');
  if (mock.errorOutput && mock.errorOutput.error === undefined)
    throw invalid("Mocked errorOutput must have the field 'error'.");
  if (revealSecrets) throw invalid('TestState does not support RevealSecrets when a mock is specified.');
  if (!MOCKABLE.includes(state.Type))
    throw invalid(`State type '${state.Type}' is not supported when a mock is specified`);
  if (mock.result !== undefined) checkResult(mock.result, given, state);
}

/**
 * What TestState has only with a mock (API reference, TestState and `context`). The texts about a context and about
 * activities, .sync and .waitForTaskToken are not documented; these are made like the others.
 */
function checkUnmocked({ context, stateConfiguration }: TestStateInput, state: State): void {
  if (stateConfiguration?.mapIterationFailureCount !== undefined)
    throw invalid('TestState does not support MapIterationFailureCount when a mock is not specified.');
  if (context !== undefined)
    throw invalid('TestState does not support Context when a mock is not specified.');
  if (state.Type === 'Map' || state.Type === 'Parallel')
    throw new AwsError(
      'InvalidDefinition',
      'TestState API does not support Map or Parallel states. ' +
        'Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]',
    );
  const resource = state.Type === 'Task' ? parseResource(state.Resource) : undefined;
  const waits = resource?.kind === 'activity' || (resource && 'pattern' in resource && resource.pattern);
  if (waits)
    throw new AwsError(
      'InvalidDefinition',
      'TestState API does not support Activity tasks, .sync or .waitForTaskToken when a mock is not specified.',
    );
}

function checkResult(text: string, given: TestStateInput, state: State): void {
  const result = parse(text);
  if (state.Type === 'Task')
    return checkMockedAnswer(state.Resource, result, given.mock?.fieldValidationMode);
  if (state.Type === 'Map' && 'ResultWriter' in state) {
    if (!isObject(result)) throw invalid('Mocked result must be a JSON object.');
    return;
  }
  if (!Array.isArray(result)) throw invalid('Mocked result must be an array.');
  if (state.Type === 'Parallel' && result.length !== state.Branches.length)
    throw invalid('Mocked result must contain the same number of items as number of Parallel branches.');
  if ((given.stateConfiguration?.mapIterationFailureCount ?? 0) > result.length)
    throw invalid('Map iteration failure count must be less than or equal to the number of Map iterations');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid('Mocked result must be valid JSON');
  }
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}
