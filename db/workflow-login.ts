import type { Database, Execute } from './database';
import { DEFAULT_NAMES, withNames } from './database-names';
import { lockMigrations } from './migration-lock';

/** The secret of the workflow's login. */
export interface WorkflowCredentials {
  readonly username: string;
  readonly password: string;
}

/**
 * No write may land after the workflow gave it up. UpsertUser and RollBackUser give up at 10 s (the Data API at 45 s): 7 s
 * leave the Data API 3 s for its hop and its pool. A statement waits for three locks at most, 2 s each. A transaction that
 * was begun and forgotten (the Data API keeps one for 3 min) frees its locks as soon as a statement would have. The
 * functions need a fresh snapshot for each statement after the locks are held. The workflow of the deployment before this one
 * calls them without their schema.
 */
const SETTINGS = {
  statement_timeout: "'7s'",
  lock_timeout: "'2s'",
  idle_in_transaction_session_timeout: "'7s'",
  default_transaction_isolation: "'read committed'",
  search_path: 'user_registration, pg_temp',
};

/**
 * Gives the workflow's login its password and its settings back, on every run: a secret may be changed by hand, and
 * PostgreSQL lets every role change its own password and settings ("ALTER ROLE"), those for one database as well.
 */
export async function restoreWorkflowLogin(
  database: Database,
  credentials: WorkflowCredentials,
  workflowLogin = DEFAULT_NAMES.workflowLogin,
): Promise<void> {
  if (credentials.username !== workflowLogin) {
    throw new Error(
      `The workflow's secret names the user "${credentials.username}"; the migrations make "${workflowLogin}".`,
    );
  }
  await database.transaction(async (execute) => {
    const run: Execute = (sql, parameters) =>
      execute(withNames(sql, { ...DEFAULT_NAMES, workflowLogin }), parameters);
    // Two that alter one role at once fail: "tuple concurrently updated".
    await lockMigrations(run);
    await setPassword(run, credentials.password);
    await setSettings(run);
  });
}

/** DDL takes no parameters, and a password in a statement's text would stand in the server's log. */
async function setPassword(execute: Execute, password: string): Promise<void> {
  // The setting is gone with the transaction.
  await execute(`SELECT set_config('registration.password', $1, true) IS NOT NULL`, [password]);
  await execute(`DO $$ BEGIN
    EXECUTE format('ALTER ROLE registration_workflow LOGIN PASSWORD %L', current_setting('registration.password'));
  END $$`);
}

async function setSettings(execute: Execute): Promise<void> {
  await execute(`DO $$ BEGIN
    EXECUTE format('ALTER ROLE registration_workflow IN DATABASE %I RESET ALL', current_database());
  END $$`);
  await execute('ALTER ROLE registration_workflow RESET ALL');
  for (const [name, value] of Object.entries(SETTINGS))
    await execute(`ALTER ROLE registration_workflow SET ${name} = ${value}`);
}
