import type { Execute } from './database';
import { withNames, type DatabaseNames } from './database-names';
import { makeLogin } from './login-role';

/**
 * Makes the workflow's login where there is none, and lets it reach our schema. It gets its password, settings and functions
 * elsewhere. What PUBLIC may do, it may too: PostgreSQL takes no right of PUBLIC from one role alone.
 */
export async function makeWorkflowRole(execute: Execute, names: DatabaseNames): Promise<void> {
  await makeLogin(execute, names.workflowLogin);
  await execute(withNames(USAGE, names));
}

/**
 * Takes from PUBLIC what the workflow's login would have by it: making tables and temporary tables then needs a grant. For a
 * cluster that is ours alone; in another one it would take rights from its applications.
 */
export async function restrictPublic(execute: Execute): Promise<void> {
  await execute('REVOKE CREATE ON SCHEMA public FROM PUBLIC');
  await execute(`DO $$ BEGIN
    EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
  END $$`);
}

const USAGE = 'GRANT USAGE ON SCHEMA user_registration TO registration_workflow';
