import { DescribeExecutionCommand, ExecutionDoesNotExist, SFNClient } from '@aws-sdk/client-sfn';
import type { Session } from '../aws/session';
import type { Run } from './runs';

/** `stopped`: it has not ended, and nothing is at work on it. */
export type RunState = 'ended' | 'given up' | 'running' | 'stopped';

/** How a run stands: the database knows whether it ended, Step Functions whether anything is at work on it. */
export async function stateOfRun(session: Session, { execution, ended_at, report }: Run): Promise<RunState> {
  if (ended_at !== null) return report ? 'ended' : 'given up';
  try {
    const command = new DescribeExecutionCommand({ executionArn: execution });
    const { status } = await session.client(SFNClient).send(command);
    return status === 'RUNNING' ? 'running' : 'stopped';
  } catch (error) {
    // Step Functions forgets an execution after 90 days.
    if (error instanceof ExecutionDoesNotExist) return 'stopped';
    throw error;
  }
}
