import type { Database } from './database';
import { DEFAULT_NAMES } from './database-names';
import type { LoginCredentials } from './login-credentials';
import { setPassword, setSettings } from './login-role';
import { lockMigrations } from './migration-lock';

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
  credentials: LoginCredentials,
  workflowLogin = DEFAULT_NAMES.workflowLogin,
): Promise<void> {
  if (credentials.username !== workflowLogin) {
    throw new Error(
      `The workflow's secret names the user "${credentials.username}"; the migrations make "${workflowLogin}".`,
    );
  }
  await database.transaction(async (execute) => {
    // Two that alter one role at once fail: "tuple concurrently updated".
    await lockMigrations(execute);
    await setPassword(execute, workflowLogin, credentials.password);
    await setSettings(execute, workflowLogin, SETTINGS);
  });
}
