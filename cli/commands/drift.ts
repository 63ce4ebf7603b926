import type { Session } from '../aws/session';
import { reportRunEnd } from '../reconcile/report-run-end';
import { runToItsEnd } from '../reconcile/run';
import { examples, exitCode, type ExitCode, type Verb } from './verb';

/** `drift`: does the table say what Cognito says? */
export const drift: Verb = (program, does) => {
  program
    .command('drift')
    .description(
      'compare every user of the pool with the table, and mend nothing; ends with 3 if any differs',
    )
    .addHelpText('after', examples('drift', 'drift --json'))
    .action(does(look));
};

/** Runs reconcile-users for its report alone. */
async function look(session: Session): Promise<ExitCode> {
  const settings = { apply: [], by: await session.operator(), reason: 'registrar drift' };
  const end = await runToItsEnd(session, settings);
  const agrees = await reportRunEnd(session, end);
  return agrees ? exitCode.done : exitCode.unsuccessful;
}
