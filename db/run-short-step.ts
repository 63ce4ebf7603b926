import { isStillMissing, RESERVE, type Adoption } from './adoption';
import type { AdoptionStep } from './adoption-plan';
import { tableName } from './database-names';
import { MIGRATION_LOCK } from './migration-lock';
import { sqlState } from './sql-state';

/**
 * How long a step waits for the table. Whoever comes after it waits behind it, readers too, so it gives up soon and tries again.
 */
const LOCK_TIMEOUT = '300ms';
/** Between two tries, in ms: three times what it was in the way. */
const PAUSE = 900;
/** Runs the statements of a step in one call and one transaction, again and again until it gets the table. */
export async function runShortStep(adoption: Adoption, step: AdoptionStep): Promise<void> {
  const { database, names, patience } = adoption;
  const sql = inOneCall(step.statements, tableName(names));
  for (;;) {
    try {
      await database.alone(sql);
      return;
    } catch (error) {
      const isInTheWay = sqlState(error) === '55P03';
      if (!isInTheWay && !(await isStillMissing(adoption, step))) return;
      if (!isInTheWay || patience.remaining() < PAUSE + RESERVE) throw error;
      await patience.sleep(PAUSE);
    }
  }
}

/** So that the table is held for no hop of the network: a DO block is one statement, and a transaction if nothing else is. */
function inOneCall(statements: readonly string[], table: string): string {
  const lines = statements.map((sql) => `  EXECUTE $sql$${sql}$sql$;`).join('\n');
  return `DO $do$ BEGIN
  PERFORM set_config('lock_timeout', '${LOCK_TIMEOUT}', true);
  PERFORM ${MIGRATION_LOCK};
  IF to_regclass('${table}') IS NOT NULL THEN LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE; END IF;
${lines}
END $do$`;
}
