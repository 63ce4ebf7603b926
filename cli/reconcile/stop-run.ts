import { SFNClient, StopExecutionCommand } from '@aws-sdk/client-sfn';
import type { Session } from '../aws/session';
import { UserError } from '../terminal/user-error';
import { stateOfRun } from './run-state';
import { readRuns, type Run } from './runs';

/** Ends the run that lists the pool; registrations that it started end by themselves. Throws a `UserError` where there is none. */
export async function stopRun(session: Session, reason: string): Promise<Run> {
  const run = await runningRun(session);
  const cause = `${await session.operator()}: ${reason}`;
  const command = new StopExecutionCommand({
    executionArn: run.execution,
    error: 'StoppedByOperator',
    cause,
  });
  await session.client(SFNClient).send(command);
  return run;
}

async function runningRun(session: Session): Promise<Run> {
  const [run] = await readRuns(session, 1);
  if (run && !run.settings.cognito_id && (await stateOfRun(session, run)) === 'running') return run;
  throw new UserError({
    where: 'reconcile stop',
    what: 'no run is under way',
    fix: 'See the last ones: npx registrar reconcile status',
  });
}
