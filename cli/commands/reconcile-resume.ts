import type { Session } from '../aws/session';
import { reportRunEnd } from '../reconcile/report-run-end';
import { runToItsEnd } from '../reconcile/run';
import { stateOfRun } from '../reconcile/run-state';
import { readRuns, type Run } from '../reconcile/runs';
import { UserError } from '../terminal/user-error';
import { exitCode, type ExitCode, type Verb } from './verb';

/** `reconcile resume`: goes on with a run that was stopped. */
export const reconcileResume: Verb = (reconcile, does) => {
  reconcile
    .command('resume')
    .description('go on with a run that was stopped, or that broke off, from the page it was at')
    .argument('[run-id]', 'or a beginning of it; else the last one that did not end')
    .action(does(resume));
};

/** It goes on with the settings that it began with, and does nobody twice. */
async function resume(session: Session, _: unknown, given?: string): Promise<ExitCode> {
  const run = await unendedRun(session, given);
  const agrees = await reportRunEnd(session, await runToItsEnd(session, { run_id: run.run_id }));
  return agrees ? exitCode.done : exitCode.unsuccessful;
}

const LOOKED_AT = 100;

async function unendedRun(session: Session, given = ''): Promise<Run> {
  const runs = (await readRuns(session, LOOKED_AT)).filter(({ run_id }) => run_id.startsWith(given));
  for (const run of runs) if ((await stateOfRun(session, run)) === 'stopped') return run;
  throw new UserError({
    where: 'reconcile resume',
    what: 'there is no such run that was stopped',
    ...(given && { given }),
    fix: 'See what there is: npx registrar reconcile status',
  });
}
