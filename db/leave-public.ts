import type { Execute } from './database';
import { withNames, type DatabaseNames } from './database-names';

/**
 * Earlier versions kept everything in `public`. Takes their functions away and moves what events did into our schema; users
 * stay where they are. Without their ledger there is nothing to do. Where both are, because a deploy was rolled back to such a
 * version in between, what events did is put together.
 */
export async function leavePublic(execute: Execute, names: DatabaseNames): Promise<void> {
  const [ours] = await execute(
    `SELECT 1 FROM pg_attribute WHERE attrelid = to_regclass('public.schema_migrations') AND attname = 'checksum'`,
  );
  if (!ours) return;
  const [first] = await execute(
    `SELECT 1 FROM public.schema_migrations WHERE path = 'migrations/000001_create_users.sql'`,
  );
  if (!first) return;
  for (const sql of [DROP_FUNCTIONS, MOVE_REGISTRATIONS, REVOKE, 'DROP TABLE public.schema_migrations'])
    await execute(withNames(sql, names));
}

/** All that the ledger names, whatever their parameters were. */
const DROP_FUNCTIONS = `DO $$ DECLARE
  gone regprocedure;
BEGIN
  FOR gone IN SELECT p.oid FROM pg_proc AS p JOIN public.schema_migrations AS m ON m.path = 'functions/' || p.proname || '.sql'
               WHERE p.pronamespace = CAST('public' AS regnamespace) LOOP
    EXECUTE format('DROP FUNCTION %s', gone);
  END LOOP;
END $$`;

const MOVE_REGISTRATIONS = `DO $$ BEGIN
  IF to_regclass('user_registration.user_registrations') IS NULL THEN
    ALTER TABLE IF EXISTS public.user_registrations SET SCHEMA user_registration;
  ELSIF to_regclass('public.user_registrations') IS NOT NULL THEN
    INSERT INTO user_registration.user_registrations (envelope_id, cognito_id, user_id, occurred_at, operation, persisted_at,
           before_image, after_image, executions, rolled_back_at)
    SELECT envelope_id, cognito_id, user_id, occurred_at, operation, persisted_at, before_image, after_image, executions, rolled_back_at
      FROM public.user_registrations
        ON CONFLICT (envelope_id, cognito_id) DO NOTHING;
    DROP TABLE public.user_registrations;
  END IF;
END $$`;

/** Made by the same version, when the login reached its functions there. */
const REVOKE = 'REVOKE USAGE ON SCHEMA public FROM registration_workflow';
