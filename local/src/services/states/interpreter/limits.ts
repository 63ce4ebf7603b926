import type { Json } from '../expressions/json';
import { jsonSize } from '../expressions/json-text';
import { StateError } from '../state-error';

/** Largest payload of a state, a task or an execution, in bytes of UTF-8. AWS: "Step Functions service quotas". */
export const MAX_PAYLOAD = 256 * 1024;
/** All variables of one execution together. AWS: "Passing data between states with variables", limits. */
export const MAX_VARIABLES = 10 * 1024 * 1024;
/** How long an Express execution may run. */
export const MAX_EXPRESS_SECONDS = 300;
/** How long a Standard execution may run: a year. */
export const MAX_STANDARD_SECONDS = 365 * 86_400;
/** Events that the history of a Standard execution may have. */
export const MAX_EVENTS = 25_000;
/** Iterations of an inline Map at a time when the definition sets no limit. */
export const MAX_INLINE_CONCURRENCY = 40;

/** Refuses a result that is larger than a payload may be; `source` is the state or the task's resource. */
export function checkPayload(source: string, value: Json): void {
  if (jsonSize(value) > MAX_PAYLOAD)
    throw new StateError(
      'States.DataLimitExceeded',
      `The state/task '${source}' returned a result with a size exceeding the maximum number of bytes service limit.`,
    );
}
