import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { schemaText } from '../../db/schema-text';
import type { TestDatabase } from './engine';
import { deploy, onEveryDatabase } from './on-every-database';
import { register, registration, rollBack } from './registering';

/** What the versions before our schema left behind, as far as an upgrade sees it. */
const EARLIER = [
  `CREATE TABLE public.schema_migrations (path varchar(255) CONSTRAINT schema_migrations_pkey PRIMARY KEY,
     checksum varchar(64) NOT NULL, applied_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP)`,
  `INSERT INTO public.schema_migrations VALUES ('migrations/000001_create_users.sql', 'a'), ('migrations/000004_widen_user_registrations.sql', 'b'),
     ('functions/register_user.sql', 'c'), ('functions/binds.sql', 'd'), ('functions/roll_back_registration.sql', 'e')`,
  `CREATE TABLE public.users (id varchar(36) CONSTRAINT users_pkey PRIMARY KEY, email varchar(255) NOT NULL, name varchar(255),
     created_at timestamptz DEFAULT CURRENT_TIMESTAMP, updated_at timestamptz DEFAULT CURRENT_TIMESTAMP,
     cognito_id varchar(128) NOT NULL CONSTRAINT users_cognito_id_key UNIQUE, phone varchar(20), email_verified boolean DEFAULT false,
     CONSTRAINT users_email_key UNIQUE (email), CONSTRAINT users_email_is_lower_case CHECK (email = lower(email)))`,
  `CREATE TABLE public.user_registrations (envelope_id varchar(255), cognito_id varchar(128) NOT NULL, user_id varchar(36),
     occurred_at timestamptz NOT NULL, operation varchar(16) NOT NULL, persisted_at timestamptz NOT NULL, before_image jsonb, after_image jsonb,
     executions text[] NOT NULL DEFAULT '{}', rolled_back_at timestamptz, notes text[],
     CONSTRAINT user_registrations_pkey PRIMARY KEY (envelope_id, cognito_id),
     CONSTRAINT user_registrations_operation_is_known CHECK (operation <> ''))`,
  'CREATE INDEX user_registrations_cognito_id_idx ON public.user_registrations (cognito_id)',
  'CREATE INDEX user_registrations_user_id_idx ON public.user_registrations (user_id)',
  'CREATE FUNCTION public.register_user(registration jsonb) RETURNS jsonb LANGUAGE sql AS $$ SELECT $1 $$',
  'CREATE FUNCTION public.binds(done public.user_registrations) RETURNS boolean LANGUAGE sql AS $$ SELECT true $$',
  'CREATE FUNCTION public.roll_back_registration(failure jsonb) RETURNS jsonb LANGUAGE sql AS $$ SELECT $1 $$',
  'CREATE FUNCTION public.roll_back_registration(envelope_id text) RETURNS jsonb LANGUAGE sql AS $$ SELECT NULL::jsonb $$',
  'CREATE OR REPLACE FUNCTION public.of_an_application() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$',
  `DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'registration_workflow') THEN
     CREATE ROLE registration_workflow LOGIN; END IF; END $$`,
  'GRANT USAGE ON SCHEMA public TO registration_workflow',
];

onEveryDatabase((engine) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await engine.create();
    for (const sql of EARLIER) await database.query(sql);
  });
  afterEach(() => database.close());

  it('brings what earlier versions made to the same schema, and leaves nothing but users in public', async () => {
    await deploy(database);

    expect(await database.port.transaction((execute) => schemaText(execute))).toBe(
      await readFile(join(__dirname, '../../db/schema.sql'), 'utf8'),
    );
    expect(await inPublic()).toEqual(['of_an_application', 'users']);
  });

  it('keeps what each event did: a redelivery gets the answer that it got, and may be rolled back', async () => {
    await remember('envelope-1', 'created');

    await deploy(database);

    expect((await register(database)).operation).toBe('created');
    expect((await rollBack(database)).reason).toBe('deleted');
  });

  it('puts both together after a deploy that was rolled back to such a version', async () => {
    await deploy(database);
    await register(database, { envelope_id: 'envelope-1' });
    for (const sql of EARLIER)
      await database.query(
        sql.replace('CREATE TABLE public.users', 'CREATE TABLE IF NOT EXISTS public.users'),
      );
    await remember('envelope-2', 'unchanged');

    await deploy(database);

    const rows = await database.query('SELECT envelope_id FROM user_registrations ORDER BY 1');
    expect(rows.map(({ envelope_id }) => envelope_id)).toEqual(['envelope-1', 'envelope-2']);
    expect(await inPublic()).toEqual(['of_an_application', 'users']);
  });

  /** As Ann's row would be after its registration. */
  async function remember(envelopeId: string, operation: string): Promise<void> {
    const { user_id, cognito_id, email, occurred_at } = registration();
    await database.query(
      `INSERT INTO public.users (id, cognito_id, email) VALUES ('${user_id}', '${cognito_id}', '${email}') ON CONFLICT DO NOTHING`,
    );
    await database.query(
      `INSERT INTO public.user_registrations (envelope_id, cognito_id, user_id, occurred_at, operation, persisted_at, after_image)
       SELECT '${envelopeId}', cognito_id, id, '${occurred_at}', '${operation}', now(), to_jsonb(u) FROM public.users AS u`,
    );
  }

  async function inPublic(): Promise<unknown[]> {
    const rows = await database.query(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
       UNION SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY 1`,
    );
    return rows.map(({ name }) => name);
  }
});
