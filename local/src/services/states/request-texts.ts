import { AwsError } from '../../kernel/aws-error';
import { missing } from './arns';
import { MAX_PAYLOAD } from './interpreter/limits';

/** API reference of Step Functions, `definition`: the length of every operation's. */
const LONGEST_DEFINITION = 1_048_576;

/** The definition of a request that must have one. Throws what AWS answers where there is none or it is too long. */
export function definitionText(definition: string | undefined): string {
  if (definition === undefined) throw missing('definition');
  if (definition.length > LONGEST_DEFINITION) throw tooLong('definition', LONGEST_DEFINITION);
  return definition;
}

/** The input of an execution, JSON text; `{}` when there is none. Throws what AWS answers for text that is no JSON. */
export function executionInput(input = '{}'): string {
  if (Buffer.byteLength(input) > MAX_PAYLOAD) throw tooLong('input', MAX_PAYLOAD);
  try {
    JSON.parse(input);
    return input;
  } catch (error) {
    const what = (error as Error).message;
    throw new AwsError('InvalidExecutionInput', `Invalid State Machine Execution Input: '${what}'`);
  }
}

function tooLong(member: string, most: number): AwsError {
  return new AwsError(
    'ValidationException',
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: ` +
      `Member must have length less than or equal to ${most}`,
  );
}
