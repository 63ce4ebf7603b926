import type { Session } from '../aws/session';
import { UserError } from '../terminal/user-error';
import { stateOfRun } from './run-state';
import { readRuns, type Run } from './runs';

const LOOKED_AT = 100;

/**
 * The run whose id begins so, or else the one that lists the pool, that was stopped or broke off. Throws a `UserError` where there
 * is none.
 */
export async function unendedRun(session: Session, given?: string): Promise<Run> {
  const runs = (await readRuns(session, LOOKED_AT)).filter(({ run_id, settings }) =>
    given ? run_id.startsWith(given) : !settings.cognito_id,
  );
  for (const run of runs) if ((await stateOfRun(session, run)) === 'stopped') return run;
  throw new UserError({
    where: 'reconcile resume',
    what: 'there is no such run that was stopped',
    ...(given && { given }),
    fix: 'See what there is: npx registrar reconcile status',
  });
}
