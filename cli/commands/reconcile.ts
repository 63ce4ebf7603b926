import type { Session } from '../aws/session';
import { reportRunEnd } from '../reconcile/report-run-end';
import { runToItsEnd } from '../reconcile/run';
import { parseSettings, type RunOptions } from '../reconcile/settings';
import { checkReason } from '../terminal/parse-option';
import { reconcileResume } from './reconcile-resume';
import { reconcileStatus } from './reconcile-status';
import { reconcileStop } from './reconcile-stop';
import { examples, exitCode, type ExitCode, type Verb } from './verb';

interface Options extends RunOptions {
  readonly reason?: string;
}

/** `reconcile`: lets the table follow Cognito. */
export const reconcile: Verb = (program, does) => {
  const command = program
    .command('reconcile')
    .description('compare every user of the pool with the table, and mend what differs')
    .option('--reason <text>', 'why; kept with the run, and in the records of what fails')
    .option(
      '--apply <what>',
      'what to mend: missing, changed, orphan (removed from the table, and announced)',
      'missing,changed',
    )
    .option('--user <sub>', 'this one user alone')
    .option('--rate <n>', 'list so many pages of 60 users a second, 1 to 20')
    .option('--silent', 'announce nobody: no user.persisted')
    .option('--expect <n>', 'so many orphans may go, although they are more than one in a hundred')
    .addHelpText(
      'after',
      examples(
        'reconcile --reason "users from before the deploy" --silent',
        'reconcile --apply missing,changed,orphan --reason "a week of drift"',
        'reconcile status',
      ),
    )
    .action(does(mend));
  for (const add of [reconcileStatus, reconcileStop, reconcileResume]) add(command, does);
};

/** Runs reconcile-users and prints its report. */
async function mend(session: Session, { reason, ...options }: Options): Promise<ExitCode> {
  checkReason(reason);
  const settings = { ...parseSettings(options), reason, by: await session.operator() };
  const agrees = await reportRunEnd(session, await runToItsEnd(session, settings));
  return agrees ? exitCode.done : exitCode.unsuccessful;
}
