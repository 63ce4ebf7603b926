import type { Session } from '../aws/session';
import { reportRunEnd } from '../reconcile/report-run-end';
import { runToItsEnd } from '../reconcile/run';
import { unendedRun } from '../reconcile/unended-run';
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
