import { planAdoption, type AdoptionStep } from './adoption-plan';
import type { Database } from './database';
import type { DatabaseNames } from './database-names';
import { readUsersFacts } from './read-users-facts';
import type { Patience } from './until-awake';

/** How far a backfill is, for a log. */
export type Progress = (what: string, rows?: number) => void;

/** What every step works with. */
export interface Adoption {
  readonly database: Database;
  readonly names: DatabaseNames;
  readonly patience: Patience;
  readonly progress: Progress;
}

/** The time is over, and the next run goes on where this one was. */
export class AdoptionUnfinishedError extends Error {
  override readonly name = 'AdoptionUnfinishedError';

  constructor(table: string, where: string) {
    super(
      `The table ${table} is not adopted yet: the time of this run ended while it was to ${where}. Nothing is lost and applications ` +
        'go on meanwhile. Deploy again, and it goes on from there.',
    );
  }
}

/** Left for the answer to whoever waits, in ms. */
export const RESERVE = 60_000;

export function isStillRunning(error: unknown): boolean {
  return error instanceof Error && error.name === 'StatementTimeoutException';
}

/** Looks again: a run beside this one may have taken the step, and so made it fail here. */
export async function isStillMissing(
  { database, names }: Pick<Adoption, 'database' | 'names'>,
  { what }: AdoptionStep,
): Promise<boolean> {
  const { expand, contract } = planAdoption(await readUsersFacts(database.alone, names), names);
  return [...expand, ...contract].some((step) => step.what === what);
}
