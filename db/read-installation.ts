import type { Execute } from './database';
import { withNames, type DatabaseNames } from './database-names';

/** What of ours stands in a database, and what the workflow's login may do there. */
export interface Installation {
  /** Paths of the migrations that were applied, in order; empty where none ever was. */
  readonly migrations: readonly string[];
  /** Whether the login is there, and may call both functions of the workflow. */
  readonly mayRegister: boolean;
  /** Rights on the table of users, which the login does not need: its own, or by PUBLIC. */
  readonly rightsOnUsers: readonly string[];
}

/** Reads it from the catalogs. Changes and locks nothing. */
export async function readInstallation(execute: Execute, names: DatabaseNames): Promise<Installation> {
  const [[hasLedger, hasLogin] = []] = await execute(withNames(IS_THERE, names));
  const migrations = hasLedger ? await execute(MIGRATIONS) : [];
  const [[rights] = []] = hasLedger && hasLogin ? await execute(withNames(RIGHTS, names)) : [];
  return {
    migrations: migrations.map(([path]) => String(path)),
    ...(rights
      ? (JSON.parse(rights) as Omit<Installation, 'migrations'>)
      : { mayRegister: false, rightsOnUsers: [] }),
  };
}

const IS_THERE = `
  SELECT CASE WHEN to_regclass('user_registration.schema_migrations') IS NOT NULL THEN 'yes' END,
         (SELECT 'yes' FROM pg_roles WHERE rolname = 'registration_workflow' AND rolcanlogin)`;

const MIGRATIONS = `
  SELECT path FROM user_registration.schema_migrations WHERE path LIKE 'migrations/%' ORDER BY path`;

const RIGHTS = `
  SELECT CAST(jsonb_build_object(
    'mayRegister', has_schema_privilege('registration_workflow', 'user_registration', 'USAGE') AND (
      SELECT count(*) = 2 FROM unnest(ARRAY['register_user', 'roll_back_registration']) AS name
       WHERE has_function_privilege('registration_workflow', to_regprocedure('user_registration.' || name || '(jsonb)'), 'EXECUTE')),
    'rightsOnUsers', (
      SELECT coalesce(jsonb_agg(name), '[]') FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) AS name
       WHERE has_table_privilege('registration_workflow', 'public.users', name))
  ) AS text)`;
