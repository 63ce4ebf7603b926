import type { Execute } from './database';

/** What a login of ours may be called: it stands in statements as it is. */
const LOGIN = /^registration_(workflow|reader)(_[a-z0-9_]{1,40})?$/;

/** Makes a login where there is none, and lets it reach this database. Roles belong to the whole cluster: another database may have made it, or be making it now (unique_violation). */
export async function makeLogin(execute: Execute, login: string): Promise<void> {
  checkLogin(login);
  await execute(`DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${login}') THEN
      CREATE ROLE ${login} LOGIN NOCREATEDB NOCREATEROLE;
    END IF;
  EXCEPTION
    WHEN duplicate_object OR unique_violation THEN NULL;
  END $$`);
  await execute(`DO $$ BEGIN
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO ${login}', current_database());
  END $$`);
}

/** Gives a login its password. DDL takes no parameters, and a password in a statement's text would stand in the server's log. */
export async function setPassword(execute: Execute, login: string, password: string): Promise<void> {
  checkLogin(login);
  // The setting is gone with the transaction.
  await execute(`SELECT set_config('registration.password', $1, true) IS NOT NULL`, [password]);
  await execute(`DO $$ BEGIN
    EXECUTE format('ALTER ROLE ${login} LOGIN PASSWORD %L', current_setting('registration.password'));
  END $$`);
}

/** Gives a login these settings, and no others: those for one database go before those of the role. */
export async function setSettings(
  execute: Execute,
  login: string,
  settings: Readonly<Record<string, string>>,
): Promise<void> {
  checkLogin(login);
  await execute(`DO $$ BEGIN
    EXECUTE format('ALTER ROLE ${login} IN DATABASE %I RESET ALL', current_database());
  END $$`);
  await execute(`ALTER ROLE ${login} RESET ALL`);
  for (const [name, value] of Object.entries(settings))
    await execute(`ALTER ROLE ${login} SET ${name} = ${value}`);
}

function checkLogin(login: string): void {
  if (LOGIN.test(login)) return;
  throw new Error(
    `${JSON.stringify(login)} is no login of ours. Expected registration_workflow or registration_reader, ` +
      'or one of these with an end of its own such as registration_reader_staging.',
  );
}
