import type { Database } from './database';
import { lockMigrations } from './migration-lock';

/** The secret of the workflow's login. */
export interface WorkflowCredentials {
  readonly username: string;
  readonly password: string;
}

const LOGIN = 'registration_workflow';

/** Gives the workflow's login the password of its secret; on every run, because the secret may be changed by hand. */
export async function setWorkflowPassword(
  database: Database,
  credentials: WorkflowCredentials,
): Promise<void> {
  if (credentials.username !== LOGIN) {
    throw new Error(
      `The workflow's secret names the user "${credentials.username}"; the migrations make "${LOGIN}".`,
    );
  }
  await database.transaction(async (execute) => {
    // Two that alter one role at once fail: "tuple concurrently updated".
    await lockMigrations(execute);
    // DDL takes no parameters, and a password in a statement's text would stand in the server's log. The setting is gone
    // with the transaction.
    await execute(`SELECT set_config('registration.password', $1, true) IS NOT NULL`, [credentials.password]);
    await execute(`DO $$ BEGIN
      EXECUTE format('ALTER ROLE ${LOGIN} LOGIN PASSWORD %L', current_setting('registration.password'));
    END $$`);
  });
}
