import { toTable } from '../terminal/table';
import type { Layout } from '../terminal/terminal';
import { shortIds } from '../terminal/short-id';
import type { ReplayResult } from './run-replay';
import { hasSucceeded } from './start-execution';

/** What became of one record in a bulk replay. */
export interface BulkResult extends Pick<
  ReplayResult,
  'failureId' | 'failedStep' | 'error' | 'executionArn'
> {
  /** `skipped`: somebody else replays or replayed it; `refused`: its state does not fit the step. */
  readonly outcome: ReplayResult['outcome'] | 'skipped' | 'refused';
}

/** Did it fail? What somebody else does is no failure. */
export function isFailure({ outcome }: BulkResult): boolean {
  return outcome !== 'skipped' && outcome !== 'refused' ? !hasSucceeded({ outcome }) : outcome === 'refused';
}

/** How many ended how: a table of outcomes, and one of those that need somebody. */
export function printSummary(results: readonly BulkResult[], untried: number, layout: Layout): string[] {
  const counts = Object.entries(countOutcomes(results, untried));
  const table = toTable(
    layout,
    ['OUTCOME', 'RECORDS'],
    counts.map(([outcome, count]) => [outcome, String(count)]),
  );
  const failed = results.filter(isFailure);
  if (failed.length === 0) return table;
  const short = shortIds(
    results.map(({ failureId }) => failureId),
    layout,
  );
  const rows = failed.map(({ failureId, outcome, failedStep = '', error = '' }) => [
    short(failureId),
    outcome,
    failedStep,
    error,
  ]);
  return [...table, '', ...toTable(layout, ['FAILURE', 'OUTCOME', 'STEP', 'ERROR'], rows)];
}

/** The same for machines. */
export function toDocument(results: readonly BulkResult[], untried: number) {
  return {
    counts: countOutcomes(results, untried),
    results: results.map(({ failureId, outcome, failedStep, error, executionArn }) => ({
      failure_id: failureId,
      outcome,
      execution_arn: executionArn,
      failed_step: failedStep,
      error,
    })),
  };
}

function countOutcomes(results: readonly BulkResult[], untried: number): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { outcome } of results) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return untried ? { ...counts, not_tried: untried } : counts;
}
