import { AdoptionUnfinishedError, isStillMissing, isStillRunning, RESERVE, type Adoption } from './adoption';
import type { AdoptionStep } from './adoption-plan';
import { backfillUsers } from './backfill-users';
import { makeUnique } from './make-unique';
import { runShortStep } from './run-short-step';

/**
 * Takes the steps of a plan one after the other. Each looks again before it acts, so that it may run twice and beside itself. A
 * reader or writer of the table never waits longer than the moment that a `short` step waits for its lock and holds it.
 * Throws `AdoptionUnfinishedError` when the time is over.
 */
export async function adoptUsers(adoption: Adoption, steps: readonly AdoptionStep[]): Promise<void> {
  for (const step of steps) {
    adoption.progress(step.what);
    if (step.kind === 'rows') await backfillUsers(adoption);
    else if (step.index) await makeUnique(adoption, step);
    else if (step.kind === 'short') await runShortStep(adoption, step);
    else await untilProven(adoption, step);
  }
}

/** A proof that takes longer than the connection waits goes on by itself; asked again, it waits for itself, then has nothing to do. */
async function untilProven(adoption: Adoption, step: AdoptionStep): Promise<void> {
  const { database, names, patience } = adoption;
  for (;;) {
    try {
      for (const sql of step.statements) await database.alone(sql);
      return;
    } catch (error) {
      if (!isStillRunning(error) && (await isStillMissing(adoption, step))) throw error;
      if (!isStillRunning(error)) return;
      if (patience.remaining() < RESERVE) throw new AdoptionUnfinishedError(names.usersTable, step.what);
    }
  }
}
