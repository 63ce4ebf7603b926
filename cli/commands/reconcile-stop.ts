import { SFNClient, StopExecutionCommand } from '@aws-sdk/client-sfn';
import type { Session } from '../aws/session';
import { resumeCommand } from '../reconcile/run';
import { stateOfRun } from '../reconcile/run-state';
import { readRuns } from '../reconcile/runs';
import { checkReason } from '../terminal/parse-option';
import { UserError } from '../terminal/user-error';
import type { Verb } from './verb';

interface Options {
  /** That of `reconcile` itself, which takes it behind its verbs as well. */
  readonly reason?: string;
}

/** Runs of one user stand beside every other, so the one that lists the pool may not be the last. */
const LOOKED_AT = 20;

/** `reconcile stop`: ends a run that is under way. */
export const reconcileStop: Verb = (reconcile, does) => {
  reconcile
    .command('stop')
    .description('stop the run that is under way, with a --reason; what it did stays, and it can go on later')
    .action(does(stop));
};

/** Registrations that are under way end by themselves. */
async function stop(session: Session, { reason }: Options): Promise<void> {
  checkReason(reason);
  const run = await runningRun(session);
  const cause = `${await session.operator()}: ${reason}`;
  const command = new StopExecutionCommand({
    executionArn: run.execution,
    error: 'StoppedByOperator',
    cause,
  });
  await session.client(SFNClient).send(command);
  const { terminal } = session;
  terminal.answer(
    () => [`${run.run_id} is stopped, after ${run.listed} users.`],
    () => ({ run_id: run.run_id, listed: run.listed }),
  );
  terminal.next(resumeCommand(run.run_id));
}

async function runningRun(session: Session) {
  for (const run of await readRuns(session, LOOKED_AT))
    if ((await stateOfRun(session, run)) === 'running') return run;
  throw new UserError({
    where: 'reconcile stop',
    what: 'no run is under way',
    fix: 'See the last ones: npx registrar reconcile status',
  });
}
