import type { Execute } from './database';
import { withNames, type DatabaseNames } from './database-names';
import { refuseEqualEmails } from './refuse-equal-emails';

/**
 * Makes the table of users, or brings the older one (no `cognito_id`) to the same columns and constraints, rows and all.
 * Throws when it has another shape, or rows whose e-mails are equal or differ only in case; nothing is changed then.
 */
export async function adoptUsers(execute: Execute, names: DatabaseNames): Promise<void> {
  await execute(withNames(CREATE, names));
  await execute(withNames(REFUSE_OTHER_SHAPES, names));
  await refuseEqualEmails(execute, names);
  for (const sql of [ADD_COLUMNS, FILL_IDENTITIES, REQUIRE, NAME_CONSTRAINTS])
    await execute(withNames(sql, names));
}

/**
 * An empty database and the older users table take the same path, so that they end in the same schema, column order
 * included: the older table is made where there is none, then changed in place. (A rebuilt table would lose the foreign
 * keys, views, grants and triggers that applications have put on it.) Every statement may run again after a half-done run.
 */
const CREATE = `CREATE TABLE IF NOT EXISTS public.users (
  id VARCHAR(36) CONSTRAINT users_pkey PRIMARY KEY,
  email VARCHAR(255) NOT NULL,
  name VARCHAR(255),
  created_at TIMESTAMPTZ,
  updated_at TIMESTAMPTZ
)`;

/**
 * A table of that name and another shape is not ours to change.
 */
const REFUSE_OTHER_SHAPES = `DO $$
DECLARE
  differences text;
BEGIN
  SELECT string_agg(format('%s is %s, not %s', expected.name, coalesce(format_type(a.atttypid, a.atttypmod), 'missing'), expected.type), '; ')
    INTO differences
    FROM (VALUES ('id', 'character varying(36)'), ('email', 'character varying(255)'), ('name', 'character varying(255)'),
                 ('created_at', 'timestamp with time zone'), ('updated_at', 'timestamp with time zone')) AS expected (name, type)
    LEFT JOIN pg_attribute a ON a.attrelid = CAST('public.users' AS regclass) AND a.attname = expected.name AND a.attnum > 0
   WHERE format_type(a.atttypid, a.atttypmod) IS DISTINCT FROM expected.type;
  IF differences IS NOT NULL THEN
    RAISE EXCEPTION 'The table users is not the one that this migration knows (%). Nothing was changed.', differences
      USING HINT = 'Rename that table, or bring these columns to the expected types, and deploy again.';
  END IF;
END $$`;

const ADD_COLUMNS = `ALTER TABLE public.users
  ADD COLUMN IF NOT EXISTS cognito_id VARCHAR(128),
  ADD COLUMN IF NOT EXISTS phone VARCHAR(20),
  ADD COLUMN IF NOT EXISTS email_verified BOOLEAN DEFAULT FALSE,
  ALTER COLUMN created_at SET DEFAULT CURRENT_TIMESTAMP,
  ALTER COLUMN created_at DROP NOT NULL,
  ALTER COLUMN updated_at SET DEFAULT CURRENT_TIMESTAMP,
  ALTER COLUMN updated_at DROP NOT NULL`;

/**
 * The placeholder cannot collide: a Cognito sub is a UUID, and register_user refuses this prefix.
 */
const FILL_IDENTITIES = `UPDATE public.users
   SET cognito_id = coalesce(cognito_id, 'unlinked:' || id), email = lower(email)
 WHERE cognito_id IS NULL OR email <> lower(email)`;

const REQUIRE = `ALTER TABLE public.users ALTER COLUMN cognito_id SET NOT NULL, ALTER COLUMN email SET NOT NULL`;

const NAME_CONSTRAINTS = `DO $$
DECLARE
  users CONSTANT regclass := 'public.users';
  primary_key name := (SELECT conname FROM pg_constraint WHERE conrelid = users AND contype = 'p');
BEGIN
  IF primary_key <> 'users_pkey' THEN
    EXECUTE format('ALTER TABLE public.users RENAME CONSTRAINT %I TO users_pkey', primary_key);
  END IF;
  IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = users AND conname = 'users_cognito_id_key') THEN
    ALTER TABLE public.users ADD CONSTRAINT users_cognito_id_key UNIQUE (cognito_id);
  END IF;
  IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = users AND conname = 'users_email_key') THEN
    ALTER TABLE public.users ADD CONSTRAINT users_email_key UNIQUE (email);
  END IF;
  IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = users AND conname = 'users_email_is_lower_case') THEN
    ALTER TABLE public.users ADD CONSTRAINT users_email_is_lower_case CHECK (email = lower(email));
  END IF;
END $$`;
