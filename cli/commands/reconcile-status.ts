import type { Session } from '../aws/session';
import { stateOfRun } from '../reconcile/run-state';
import { printRuns, runDocument } from '../reconcile/print-runs';
import { readRuns } from '../reconcile/runs';
import { resumeCommand } from '../reconcile/run';
import { parseCount } from '../terminal/parse-option';
import type { Verb } from './verb';

interface Options {
  readonly limit: string;
}

/** `reconcile status`: what became of the last runs. */
export const reconcileStatus: Verb = (reconcile, does) => {
  reconcile
    .command('status')
    .description('show the last runs: which is under way, how far it is, what each found')
    .option('--limit <n>', 'so many', '5')
    .action(does(look));
};

/** Prints the runs, the newest last, where the eye is. */
async function look(session: Session, { limit }: Options): Promise<void> {
  const { terminal } = session;
  const runs = (await readRuns(session, parseCount('--limit', limit))).reverse();
  const stated = await Promise.all(runs.map(async (run) => ({ run, state: await stateOfRun(session, run) })));
  terminal.answer(
    () => (runs.length ? printRuns(stated, terminal, session.now()) : ['No run yet.']),
    () => ({ runs: stated.map(runDocument) }),
  );
  const left = stated.findLast(({ state }) => state === 'stopped');
  const going = stated.find(({ state }) => state === 'running');
  terminal.next(going ? 'reconcile stop' : left ? resumeCommand(left.run.run_id) : 'drift');
}
