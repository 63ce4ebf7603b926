import type { Session } from '../aws/session';
import { resumeCommand } from '../reconcile/run';
import { stopRun } from '../reconcile/stop-run';
import { checkReason } from '../terminal/parse-option';
import type { Verb } from './verb';

interface Options {
  /** That of `reconcile` itself, which takes it behind its verbs as well. */
  readonly reason?: string;
}

/** `reconcile stop`: ends a run that is under way. */
export const reconcileStop: Verb = (reconcile, does) => {
  reconcile
    .command('stop')
    .description('stop the run that is under way, with a --reason; what it did stays, and it can go on later')
    .action(does(stop));
};

async function stop(session: Session, { reason }: Options): Promise<void> {
  checkReason(reason);
  const run = await stopRun(session, reason);
  const { terminal } = session;
  terminal.answer(
    () => [`${run.run_id} is stopped, after ${run.listed} users.`],
    () => ({ run_id: run.run_id, listed: run.listed }),
  );
  terminal.next(resumeCommand(run.run_id));
}
