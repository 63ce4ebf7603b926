import type { Execute } from './database';

/**
 * Lets one run in at a time, until its transaction ends. Any constant does, as long as every release uses it. Not in the
 * select list: its type is void, and the Data API refuses result types that it does not know.
 */
export async function lockMigrations(execute: Execute): Promise<void> {
  await execute(`SELECT 1 FROM ${MIGRATION_LOCK}`);
}

/** The call that takes the lock, for whoever takes it inside a statement. */
export const MIGRATION_LOCK = `pg_advisory_xact_lock(hashtextextended('schema_migrations', 0))`;
