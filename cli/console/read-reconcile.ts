import type { ReconcileDocument } from '../../console/feed/documents';
import { differingUsers } from '../reconcile/differing-users';
import { runDocument } from '../reconcile/print-runs';
import { relationsIn } from '../reconcile/report';
import { stateOfRun } from '../reconcile/run-state';
import { readRuns, type Run } from '../reconcile/runs';
import type { Feed } from './feed';

const SHOWN = 20;

/** The last runs as `registrar reconcile status` tells of them, and what the last one of the whole pool found. */
export async function readReconcile({ session }: Feed): Promise<ReconcileDocument> {
  const runs = await readRuns(session, SHOWN);
  const stated = await Promise.all(runs.map(async (run) => ({ run, state: await stateOfRun(session, run) })));
  const last = runs.find(({ report, settings }) => report && settings.cognito_id === undefined);
  return {
    runs: stated.map(runDocument),
    ...(last && { latest: await findingsOf(last) }),
  };

  async function findingsOf({ run_id, report }: Run) {
    return {
      run_id,
      relations: report ? relationsIn(report) : [],
      differing: await differingUsers(session, run_id),
    };
  }
}
