import { retryDelay, type RetryCounts } from '../../../../src/services/states/interpreter/retry';
import { StateError } from '../../../../src/services/states/state-error';
import type { Retrier } from '../../../../src/services/states/language/definition';

const delays = (retrier: Omit<Retrier, 'ErrorEquals'>, times: number, random?: () => number) => {
  const counts: RetryCounts = new Map();
  const retriers = [{ ErrorEquals: ['States.ALL'], ...retrier }];
  return Array.from({ length: times }, () =>
    retryDelay(retriers, new StateError('E', undefined), counts, random),
  );
};

// AWS: "Handling errors in Step Functions workflows", Retry field.
describe('retryDelay', () => {
  it('tries three times by default, after 1, 2 and 4 seconds', () => {
    expect(delays({}, 4)).toEqual([1000, 2000, 4000, undefined]);
  });

  it('multiplies the interval by the backoff rate and caps it', () => {
    expect(delays({ IntervalSeconds: 3, BackoffRate: 1.5, MaxDelaySeconds: 5, MaxAttempts: 3 }, 3)).toEqual([
      3000, 4500, 5000,
    ]);
  });

  it('spreads a capped delay over its whole length with full jitter', () => {
    const jitter = { IntervalSeconds: 10, MaxDelaySeconds: 8, JitterStrategy: 'FULL' as const };
    expect(delays(jitter, 1, () => 0.25)).toEqual([2000]);
    expect(delays({ ...jitter, JitterStrategy: 'NONE' }, 1, () => 0.25)).toEqual([8000]);
  });

  it('does not try again with MaxAttempts 0', () => {
    expect(delays({ MaxAttempts: 0 }, 1)).toEqual([undefined]);
  });

  it('counts for each retrier by itself, and only the first that selects the error decides', () => {
    const counts: RetryCounts = new Map();
    const retriers: Retrier[] = [
      { ErrorEquals: ['A'], MaxAttempts: 1 },
      { ErrorEquals: ['States.ALL'], MaxAttempts: 1, IntervalSeconds: 7 },
    ];
    const delay = (name: string) => retryDelay(retriers, new StateError(name, undefined), counts);
    expect([delay('A'), delay('B'), delay('A'), delay('B')]).toEqual([1000, 7000, undefined, undefined]);
  });
});
