import type { Database } from './database';
import { parseTable, tableName, type DatabaseNames } from './database-names';
import type { LoginCredentials } from './login-credentials';
import { makeLogin, setPassword, setSettings } from './login-role';
import { lockMigrations } from './migration-lock';

/** A question that takes longer, or a transaction that was forgotten, holds up whoever changes the table. */
const SETTINGS = {
  statement_timeout: "'30s'",
  idle_in_transaction_session_timeout: "'30s'",
  default_transaction_read_only: 'on',
};

/**
 * Makes the login of whoever reads users, where there is none: it may SELECT from the table of users, and nothing else that PUBLIC
 * may not. Gives it its password and its settings back on every run, as the workflow's login.
 */
export async function restoreReaderLogin(
  database: Database,
  { username: login, password }: LoginCredentials,
  names: Pick<DatabaseNames, 'usersTable'>,
): Promise<void> {
  const { schema } = parseTable(names.usersTable);
  await database.transaction(async (execute) => {
    // Two that alter one role at once fail: "tuple concurrently updated".
    await lockMigrations(execute);
    await makeLogin(execute, login);
    await execute(`GRANT USAGE ON SCHEMA "${schema}" TO ${login}`);
    await execute(`GRANT SELECT ON ${tableName(names)} TO ${login}`);
    await setPassword(execute, login, password);
    await setSettings(execute, login, SETTINGS);
  });
}
