import type { Report } from '../../../cli/reconcile/report';
import type { CloudWatch } from '../../faults/cloud-watch';
import { beginRun, endRun } from '../../faults/reconcile-run';

const SETTINGS = {
  apply: ['missing', 'changed', 'orphan'],
  expect: 1_000_000,
  by: 'the soak',
  reason: 'the soak',
};

/** Runs reconcile-users to its end, over all its executions. Rejects where it fails. */
export async function reconcile(watch: CloudWatch): Promise<Report> {
  const { status, report, error, cause } = await endRun(watch, await beginRun(watch, SETTINGS));
  if (status !== 'SUCCEEDED' || !report) throw new Error(`reconcile-users ${status}: ${error} ${cause}`);
  return report;
}
