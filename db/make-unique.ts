import { AdoptionUnfinishedError, isStillRunning, RESERVE, type Adoption } from './adoption';
import type { AdoptionStep } from './adoption-plan';
import { parseTable } from './database-names';
import { sqlState } from './sql-state';

/** Between two looks at an index that is being built, in ms. */
const PAUSE = 2_000;

/**
 * Builds a unique index beside readers and writers. It cannot be in a transaction, so what was interrupted leaves an index behind
 * that is not valid: that is dropped and made again ("CREATE INDEX", PostgreSQL manual). One that somebody builds right now is waited for.
 */
export async function makeUnique(adoption: Adoption, step: AdoptionStep): Promise<void> {
  const { database, names, patience } = adoption;
  const { schema } = parseTable(names.usersTable);
  const drop = `DROP INDEX CONCURRENTLY IF EXISTS "${schema}"."${step.index}"`;
  for (;;) {
    const state = await stateOf(adoption, String(step.index));
    if (state === 'valid') return;
    if (patience.remaining() < RESERVE) throw new AdoptionUnfinishedError(names.usersTable, step.what);
    if (state === 'building') await patience.sleep(PAUSE);
    else
      await unlessDeadlocked(() => (state === 'broken' ? database.alone(drop) : build(adoption, step, drop)));
  }
}

/** Of two that build beside each other PostgreSQL may stop one, whose next look tells what became of the index. */
async function unlessDeadlocked(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (sqlState(error) !== DEADLOCK) throw error;
  }
}

const DEADLOCK = '40P01';

async function build({ database, names }: Adoption, step: AdoptionStep, drop: string): Promise<void> {
  try {
    await database.alone(String(step.statements[0]));
  } catch (error) {
    if (isStillRunning(error) || sqlState(error) === '42P07') return;
    if (sqlState(error) === '23505') {
      await database.alone(drop);
      throw new Error(
        `The table ${names.usersTable} got rows meanwhile that are equal in what has to be unique (${step.what}). registrar adopt ` +
          '--check names them; merge them and deploy again, and it goes on from there.',
        { cause: error },
      );
    }
    throw error;
  }
}

type IndexState = 'none' | 'building' | 'broken' | 'valid';

async function stateOf({ database, names }: Adoption, index: string): Promise<IndexState> {
  const { schema } = parseTable(names.usersTable);
  const [[state] = []] = await database.alone(
    `SELECT CASE WHEN i.indisvalid THEN 'valid'
                 WHEN EXISTS (SELECT FROM pg_stat_progress_create_index AS p WHERE p.relid = i.indrelid) THEN 'building'
                 ELSE 'broken' END
       FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indexrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace
      WHERE n.nspname = $1 AND c.relname = $2`,
    [schema, index],
  );
  return (state as IndexState | undefined) ?? 'none';
}
