import { AdoptionUnfinishedError, RESERVE, type Adoption } from './adoption';
import { sqlState } from './sql-state';

/** How long a batch should take, in ms: for so long a writer of one of its rows may wait. */
const AIM = 50;
/** Rows of the first batch, and of any. */
const SIZE = { first: 500, least: 50, most: 2_000 };
/** Every so many batches somebody is told. */
const TOLD = 50;
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
  let size = SIZE.first;
  for (let batches = 1, rows = 0; ; batches++) {
    if (patience.remaining() < RESERVE)
      throw new AdoptionUnfinishedError(
        names.usersTable,
        `fill the rows that are there, after ${last ?? 'the first'}`,
      );
    const started = performance.now();
    const answer = await batchAfter({ database, patience }, last, size);
    left += answer.skipped;
    rows += size;
    if (answer.last === null) return left;
    last = answer.last;
    if (batches % TOLD === 0) progress('fill the rows that are there', rows);
    size = nextSize(size, performance.now() - started);
  }
}

/** Not at once as large as it might be: one batch that was quick by chance is no reason to hold the rows of the next for long. */
function nextSize(size: number, took: number): number {
  const wanted = Math.round(Math.min(2, AIM / took) * size);
  return Math.max(SIZE.least, Math.min(SIZE.most, wanted));
}

async function batchAfter(
  { database, patience }: Pick<Adoption, 'database' | 'patience'>,
  after: string | null,
  size: number,
): Promise<{ last: string | null; skipped: number }> {
  const sql = `SELECT CAST(user_registration.backfill_users(${after === null ? 'NULL' : '$1'}, ${size}) AS text)`;
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
