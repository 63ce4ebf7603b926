import { firstFor } from '../interpreter/error-matching';
import { retryDelay } from '../interpreter/retry';
import type { ErrorHandling } from '../language/definition';
import type { StateError } from '../state-error';

/** What a retrier does about an error; without an interval its attempts are used up. */
export interface Retrial {
  readonly retryIndex: number;
  readonly retryBackoffIntervalSeconds?: number;
}

/** The retrier that selects the error, and how long it would wait at most after so many retries, in seconds. */
export function retriedBy(
  { Retry: retriers = [] }: ErrorHandling,
  failure: StateError,
  retries: number,
): Retrial | undefined {
  const retryIndex = firstFor(retriers, failure.error);
  if (retryIndex < 0) return undefined;
  const delay = retryDelay(retriers, failure, new Map([[retriers[retryIndex]!, retries]]), () => 1);
  return { retryIndex, ...(delay !== undefined && { retryBackoffIntervalSeconds: delay / 1000 }) };
}
