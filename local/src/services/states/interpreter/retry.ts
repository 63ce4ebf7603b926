import type { Retrier } from '../language/definition';
import { firstFor } from './error-matching';
import type { StateError } from '../state-error';

/** How often each retrier of a state was used during one visit. */
export type RetryCounts = Map<Retrier, number>;

/**
 * Milliseconds to wait before the next attempt, or undefined when no retrier has one left. The first retrier that
 * selects the error decides. AWS: "Handling errors in Step Functions workflows", Retrying after an error.
 */
export function retryDelay(
  retriers: readonly Retrier[] = [],
  error: StateError,
  counts: RetryCounts,
  random: () => number = Math.random,
): number | undefined {
  const retrier = retriers[firstFor(retriers, error.error)];
  if (!retrier) return undefined;
  const used = counts.get(retrier) ?? 0;
  if (used >= (retrier.MaxAttempts ?? 3)) return undefined;
  counts.set(retrier, used + 1);
  const seconds = (retrier.IntervalSeconds ?? 1) * (retrier.BackoffRate ?? 2) ** used;
  const capped = Math.min(seconds, retrier.MaxDelaySeconds ?? Infinity);
  return capped * 1000 * (retrier.JitterStrategy === 'FULL' ? random() : 1);
}
