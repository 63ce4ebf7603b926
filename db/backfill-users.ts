import { AdoptionUnfinishedError, RESERVE, type Adoption } from './adoption';
import { sqlState } from './sql-state';

/** Rows of one batch: what takes a fifth of a second, for so long a writer of one of them may wait. */
const BATCH = 2_000;
/** Between two passes, for those who hold rows to let go, in ms. */
const PAUSE = 500;
/** Somebody was in the way: a deadlock, a lock, a serialisation failure. */
const AGAIN = ['40P01', '55P03', '40001'];

/**
 * Fills all rows that are there, batch by batch in the order of their ids, until none is left; a row that somebody holds is left for
 * the next pass. There is no position to keep: a run after this one passes quickly over what is filled.
 */
export async function backfillUsers(adoption: Adoption): Promise<void> {
  while ((await onePass(adoption)) > 0) await adoption.patience.sleep(PAUSE);
}

/** Answers how many rows it had to leave. */
async function onePass({ database, names, patience, progress }: Adoption): Promise<number> {
  let left = 0;
  let last: string | null = null;
  for (let rows = BATCH; ; rows += BATCH) {
    if (patience.remaining() < RESERVE)
      throw new AdoptionUnfinishedError(
        names.usersTable,
        `fill the rows that are there, after ${last ?? 'the first'}`,
      );
    const answer = await batchAfter({ database, patience }, last);
    left += answer.skipped;
    if (answer.last === null) return left;
    last = answer.last;
    if (rows % (BATCH * 50) === 0) progress('fill the rows that are there', rows);
  }
}

async function batchAfter(
  { database, patience }: Pick<Adoption, 'database' | 'patience'>,
  after: string | null,
): Promise<{ last: string | null; skipped: number }> {
  const sql = `SELECT CAST(user_registration.backfill_users(${after === null ? 'NULL' : '$1'}, ${BATCH}) AS text)`;
  for (;;) {
    try {
      const [[answer] = []] = await database.alone(sql, after === null ? [] : [after]);
      return JSON.parse(String(answer)) as { last: string | null; skipped: number };
    } catch (error) {
      if (!AGAIN.includes(sqlState(error) ?? '') || patience.remaining() < RESERVE) throw error;
      await patience.sleep(PAUSE);
    }
  }
}
