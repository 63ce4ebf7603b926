import { SFNClient, StopExecutionCommand } from '@aws-sdk/client-sfn';
import type { Session } from '../aws/session';
import { UserError } from '../terminal/user-error';
import { stateOfRun } from './run-state';
import { readRuns, type Run } from './runs';

/** Runs of one user stand beside every other, so the one that lists the pool may not be the last. */
const LOOKED_AT = 20;

/** Ends the run that is under way; registrations that it started end by themselves. Throws a `UserError` where there is none. */
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
  for (const run of await readRuns(session, LOOKED_AT))
    if ((await stateOfRun(session, run)) === 'running') return run;
  throw new UserError({
    where: 'reconcile stop',
    what: 'no run is under way',
    fix: 'See the last ones: npx registrar reconcile status',
  });
}
