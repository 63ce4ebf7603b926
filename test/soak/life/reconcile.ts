import { fastForward } from 'local-cloud/kernel/fast-forward';
import type { CloudWatch } from '../../faults/cloud-watch';

/** What a run says of itself, as far as a life looks at it. */
export interface Report {
  readonly in_sync: number;
  readonly missing: number;
  readonly changed: number;
  readonly orphan: number;
  readonly conflict: number;
  readonly not_registrable: number;
  readonly removed: number;
  readonly failed: number;
}

interface Execution {
  readonly status: string;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
}

const SETTINGS = {
  apply: ['missing', 'changed', 'orphan'],
  expect: 1_000_000,
  by: 'the soak',
  reason: 'the soak',
};
const DAY = 24 * 3_600_000;

/** Runs reconcile-users to its end, over all its executions. Rejects where it fails. */
export async function reconcile(watch: CloudWatch): Promise<{ report: Report }> {
  const stateMachineArn = watch.cloud.outputs.ReconcileStateMachineArn;
  const { executionArn } = await watch.call<{ executionArn: string }>('states', 'StartExecution', {
    stateMachineArn,
    input: JSON.stringify(SETTINGS),
  });
  return endOf(watch, executionArn);
}

async function endOf(watch: CloudWatch, executionArn: string): Promise<{ report: Report }> {
  const look = () => watch.call<Execution>('states', 'DescribeExecution', { executionArn });
  await fastForward(watch.cloud, DAY, async () => (await look()).status !== 'RUNNING');
  const { status, output, error, cause } = await look();
  if (status !== 'SUCCEEDED' || output === undefined)
    throw new Error(`reconcile-users ${status}: ${error} ${cause}`);
  const said = JSON.parse(output) as { report: Report; continued_by?: string };
  return said.continued_by === undefined ? said : endOf(watch, said.continued_by);
}
