import { StateError } from '../state-error';

/** How many iterations of a Map may fail. */
export interface Tolerance {
  readonly count?: number;
  readonly percentage?: number;
}

/** Whether the state says anything about failures at all; without it, the first failed iteration fails the Map. */
export function toleratesAny({ count, percentage }: Tolerance): boolean {
  return Boolean(count) || Boolean(percentage);
}

/** Whether so many failures out of so many items are still tolerated: more than either threshold is not. */
export function tolerates({ count, percentage }: Tolerance, failures: number, items: number): boolean {
  if (count !== undefined && failures > count) return false;
  return percentage === undefined || (failures / items) * 100 <= percentage;
}

/** The Map's failure when more iterations failed than it tolerates. */
export function thresholdExceeded(): StateError {
  return new StateError(
    'States.ExceedToleratedFailureThreshold',
    'The specified tolerated failure threshold was exceeded',
    true,
  );
}
