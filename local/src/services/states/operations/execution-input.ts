import { AwsError } from '../../../kernel/aws-error';
import { MAX_PAYLOAD } from '../interpreter/limits';
import { jsonFault } from '../jackson-error';

/** The input of an execution, JSON text; `{}` when there is none. Throws what AWS answers for text that is no JSON. */
export function executionInput(input = '{}'): string {
  if (Buffer.byteLength(input) > MAX_PAYLOAD)
    throw new AwsError(
      'ValidationException',
      "1 validation error detected: Value at 'input' failed to satisfy constraint: " +
        `Member must have length less than or equal to ${MAX_PAYLOAD}`,
    );
  const fault = input === '' ? 'Invalid execution input.' : jsonFault(input)?.message;
  if (fault !== undefined)
    throw new AwsError('InvalidExecutionInput', `Invalid State Machine Execution Input: '${fault}'`);
  return input;
}
