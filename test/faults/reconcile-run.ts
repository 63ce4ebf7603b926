import { fastForward } from 'local-cloud/kernel/fast-forward';
import type { Report } from '../../cli/reconcile/report';
import type { CloudWatch } from './cloud-watch';

const DAY = 24 * 3_600_000;

/** How a run has ended so far. */
export interface RunEnd {
  readonly executionArn: string;
  readonly status: string;
  readonly error?: string;
  readonly cause?: string;
  readonly report?: Report;
}

interface Execution extends Pick<RunEnd, 'status' | 'error' | 'cause'> {
  readonly output?: string;
}

/** Starts a run of reconcile-users. The ARN of its first execution. */
export async function beginRun(watch: CloudWatch, input: object): Promise<string> {
  const { executionArn } = await watch.call<{ executionArn: string }>('states', 'StartExecution', {
    stateMachineArn: watch.cloud.outputs.ReconcileStateMachineArn,
    input: JSON.stringify(input),
  });
  return executionArn;
}

/** Lets time pass until an execution, and all that go on with its run, have ended, or until this holds. */
export async function endRun(watch: CloudWatch, executionArn: string, until = () => false): Promise<RunEnd> {
  const look = () => watch.call<Execution>('states', 'DescribeExecution', { executionArn });
  await fastForward(watch.cloud, DAY, async () => until() || (await look()).status !== 'RUNNING');
  const { output = '{}', ...end } = await look();
  const { report, continued_by } = JSON.parse(output) as Pick<RunEnd, 'report'> & { continued_by?: string };
  return continued_by ? endRun(watch, continued_by, until) : { ...end, executionArn, report };
}
