import { AwsError } from '../../../kernel/aws-error';
import { missing } from '../arns';

/** API reference of Step Functions, `definition`: the length of every operation's. */
const LONGEST = 1_048_576;

/** The definition of a request that must have one. Throws what AWS answers where there is none or it is too long. */
export function definitionText(definition: string | undefined): string {
  if (definition === undefined) throw missing('definition');
  if (definition.length <= LONGEST) return definition;
  throw new AwsError(
    'ValidationException',
    "1 validation error detected: Value at 'definition' failed to satisfy constraint: " +
      `Member must have length less than or equal to ${LONGEST}`,
  );
}
