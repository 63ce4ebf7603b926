import { matches } from '../interpreter/error-matching';
import type { StateError } from '../interpreter/state-error';
import type { ErrorHandling } from '../language/definition';

/** What a retrier does about an error; without an interval its attempts are used up. */
export interface Retrial {
  readonly retryIndex: number;
  readonly retryBackoffIntervalSeconds?: number;
}

/** The retrier that selects the error, and how long it would wait after so many retries, in seconds. */
export function retriedBy(
  { Retry: retriers }: ErrorHandling,
  failure: StateError,
  retries: number,
): Retrial | undefined {
  const retryIndex = retriers?.findIndex(({ ErrorEquals }) => matches(ErrorEquals, failure.error)) ?? -1;
  if (retryIndex < 0) return undefined;
  const {
    MaxAttempts = 3,
    IntervalSeconds = 1,
    BackoffRate = 2,
    MaxDelaySeconds = Infinity,
  } = retriers![retryIndex]!;
  if (retries >= MaxAttempts) return { retryIndex };
  return {
    retryIndex,
    retryBackoffIntervalSeconds: Math.min(IntervalSeconds * BackoffRate ** retries, MaxDelaySeconds),
  };
}

/** Place of the catcher that selects the error, or -1. */
export function caughtBy({ Catch: catchers }: ErrorHandling, failure: StateError): number {
  return catchers?.findIndex(({ ErrorEquals }) => matches(ErrorEquals, failure.error)) ?? -1;
}
