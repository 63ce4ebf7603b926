-- What the migrations make of any database; written by npm run schema, checked by the tests.

-- TABLE of users, whatever else it has
--   id character varying(36) NOT NULL PRIMARY KEY
--   email character varying(255) NOT NULL UNIQUE
--   name character varying(255)
--   created_at timestamp with time zone DEFAULT
--   updated_at timestamp with time zone DEFAULT
--   cognito_id character varying(128) NOT NULL UNIQUE
--   phone character varying(20)
--   email_verified boolean DEFAULT
--   email_is_lower_case
--   CREATE TRIGGER zz_user_registration BEFORE INSERT OR UPDATE FOR EACH ROW EXECUTE FUNCTION user_registration.keep_registrable() ALWAYS

CREATE TABLE user_registration.listed_identities (
  cognito_id character varying(128) NOT NULL,
  user_pool_id character varying(55) NOT NULL,
  username character varying(128) NOT NULL,
  listed_at timestamp with time zone NOT NULL,
  relation character varying(16),
  outcome character varying(16),
  has_address boolean,
  CONSTRAINT listed_identities_pkey PRIMARY KEY (cognito_id),
  CONSTRAINT listed_identities_relation_is_known CHECK (((relation)::text = ANY ((ARRAY['in_sync'::character varying, 'missing'::character varying, 'changed'::character varying, 'conflict'::character varying, 'not_registrable'::character varying])::text[])))
);

CREATE TABLE user_registration.reconciliations (
  run_id character varying(80) NOT NULL,
  user_pool_id character varying(55) NOT NULL,
  execution text NOT NULL,
  settings jsonb NOT NULL,
  started_at timestamp with time zone NOT NULL,
  position text,
  is_listed boolean NOT NULL DEFAULT false,
  orphans bigint,
  is_listed_again boolean NOT NULL DEFAULT false,
  ended_at timestamp with time zone,
  report jsonb,
  CONSTRAINT reconciliations_pkey PRIMARY KEY (run_id)
);

CREATE TABLE user_registration.schema_migrations (
  path character varying(255) NOT NULL,
  checksum character varying(64) NOT NULL,
  applied_at timestamp with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT schema_migrations_pkey PRIMARY KEY (path)
);

CREATE TABLE user_registration.user_registrations (
  envelope_id character varying(255) NOT NULL,
  cognito_id character varying(128) NOT NULL,
  user_id text,
  occurred_at timestamp with time zone NOT NULL,
  operation character varying(16) NOT NULL,
  persisted_at timestamp with time zone NOT NULL,
  before_image jsonb,
  after_image jsonb,
  executions text[] NOT NULL DEFAULT '{}'::text[],
  rolled_back_at timestamp with time zone,
  notes text[],
  user_pool_id character varying(55),
  username character varying(128),
  given text[],
  CONSTRAINT user_registrations_operation_is_known CHECK (((operation)::text = ANY ((ARRAY['created'::character varying, 'linked'::character varying, 'updated'::character varying, 'unchanged'::character varying, 'stale'::character varying, 'unproven'::character varying, 'email_in_use'::character varying, 'moved'::character varying, 'released'::character varying, 'yielded'::character varying, 'removed'::character varying])::text[]))),
  CONSTRAINT user_registrations_pkey PRIMARY KEY (envelope_id, cognito_id)
);

CREATE INDEX user_registrations_cognito_id_idx ON user_registration.user_registrations USING btree (cognito_id);

CREATE INDEX user_registrations_user_id_idx ON user_registration.user_registrations USING btree (user_id);

-- FUNCTION all_answers(asked jsonb) RETURNS jsonb

-- FUNCTION answers_about(asked jsonb, identity text) RETURNS jsonb

-- FUNCTION apply_registration(registration jsonb) RETURNS jsonb

-- FUNCTION ask_about_newcomer(newcomer text, username text, asked jsonb) RETURNS jsonb

-- FUNCTION backfill_users(after text, batch integer) RETURNS jsonb
--   SET search_path=pg_catalog, public, pg_temp

-- FUNCTION begin_reconciliation(wanted jsonb) RETURNS jsonb
--   SECURITY DEFINER
--   SET search_path=pg_catalog, pg_temp; TimeZone=UTC; lock_timeout=2s
--   EXECUTE BY registration_workflow

-- FUNCTION binds(done user_registration.user_registrations) RETURNS boolean

-- FUNCTION check_registration(registration jsonb) RETURNS void

-- FUNCTION choose_operation(own public.users, other public.users, wanted public.users, occurred_at timestamp with time zone, identity_provider text, asked jsonb) RETURNS text

-- FUNCTION cognito_attributes(listed jsonb) RETURNS jsonb

-- FUNCTION compare_page(page jsonb) RETURNS jsonb

-- FUNCTION compare_users(page jsonb) RETURNS jsonb
--   SECURITY DEFINER
--   SET search_path=pg_catalog, pg_temp; TimeZone=UTC; lock_timeout=2s
--   EXECUTE BY registration_workflow

-- FUNCTION end_reconciliation(ended jsonb) RETURNS jsonb
--   SECURITY DEFINER
--   SET search_path=pg_catalog, pg_temp; TimeZone=UTC; lock_timeout=2s
--   EXECUTE BY registration_workflow

-- FUNCTION erase_user(of_cognito_id text, policy text, pool text) RETURNS user_registration.user_registrations
--   SET search_path=pg_catalog, public, pg_temp

-- FUNCTION event_time(moment timestamp with time zone) RETURNS text

-- FUNCTION find_orphans(search jsonb) RETURNS jsonb
--   SECURITY DEFINER
--   SET search_path=pg_catalog, pg_temp; TimeZone=UTC; lock_timeout=2s
--   EXECUTE BY registration_workflow

-- FUNCTION find_way(address text, newcomer text, asked jsonb, pool text) RETURNS jsonb

-- FUNCTION fitting_email(address text) RETURNS text

-- FUNCTION forget_person(person jsonb) RETURNS jsonb

-- FUNCTION forget_user(person jsonb) RETURNS jsonb
--   SET search_path=pg_catalog, pg_temp; TimeZone=UTC; lock_timeout=2s

-- FUNCTION has_address(listed jsonb) RETURNS boolean

-- FUNCTION has_lost_address(of_cognito_id text, since timestamp with time zone) RETURNS boolean

-- FUNCTION held_since(holder public.users) RETURNS timestamp with time zone

-- FUNCTION is_about_event(state text, of_table text, subject text, raised_in text) RETURNS boolean

-- FUNCTION is_as_written(own public.users, image jsonb) RETURNS boolean

-- FUNCTION is_gone(of_cognito_id text) RETURNS boolean

-- FUNCTION is_late() RETURNS boolean

-- FUNCTION is_orphan(run user_registration.reconciliations, identity text) RETURNS boolean

-- FUNCTION is_refused(sub text, wanted_email text, as_of timestamp with time zone) RETURNS boolean

-- FUNCTION is_reserved(email text) RETURNS boolean

-- FUNCTION is_stale(own public.users, event_occurred_at timestamp with time zone) RETURNS boolean

-- FUNCTION is_unlinked(present public.users) RETURNS boolean

-- FUNCTION judge_holder(holder public.users, asked jsonb, pool text) RETURNS jsonb

-- FUNCTION keep_registrable() RETURNS trigger
--   SECURITY DEFINER
--   SET search_path=pg_catalog, pg_temp

-- FUNCTION kept(of_cognito_id text, origin text, member text, told text, present text) RETURNS text

-- FUNCTION known_username(of_cognito_id text, of_pool text) RETURNS text

-- FUNCTION last_told(own public.users, as_of timestamp with time zone) RETURNS user_registration.user_registrations

-- FUNCTION leave_addresses(leaving jsonb, as_of timestamp with time zone) RETURNS void
--   SET search_path=pg_catalog, public, pg_temp

-- FUNCTION lock_names(names text[]) RETURNS void

-- FUNCTION lock_users(of_cognito_id text, of_email text) RETURNS SETOF public.users

-- FUNCTION may_be_settled(run user_registration.reconciliations) RETURNS boolean

-- FUNCTION may_link(wanted public.users, identity_provider text, asked jsonb) RETURNS text

-- FUNCTION moved_since(own public.users, event_occurred_at timestamp with time zone) RETURNS boolean

-- FUNCTION note_asked(run user_registration.reconciliations, asked jsonb) RETURNS void

-- FUNCTION note_outcomes(outcomes jsonb) RETURNS void

-- FUNCTION orphans_of(run user_registration.reconciliations) RETURNS TABLE(cognito_id text, user_id text, username text, removed_at timestamp with time zone)

-- FUNCTION placeholder_email(user_id text) RETURNS text

-- FUNCTION raise_impersonal_error(raised_by text, state text, message text, of_table text, subject text, raised_in text) RETURNS void

-- FUNCTION reconciliation_report(run user_registration.reconciliations) RETURNS jsonb

-- FUNCTION register_user(registration jsonb) RETURNS jsonb
--   SECURITY DEFINER
--   SET search_path=pg_catalog, pg_temp; TimeZone=UTC; lock_timeout=2s
--   EXECUTE BY registration_workflow

-- FUNCTION registration_answer(done user_registration.user_registrations, holder public.users, way jsonb) RETURNS jsonb

-- FUNCTION relation_of(listed jsonb) RETURNS text

-- FUNCTION remember_registration(done user_registration.user_registrations) RETURNS void

-- FUNCTION removal_answer(done user_registration.user_registrations) RETURNS jsonb

-- FUNCTION remove_orphan(removal jsonb) RETURNS jsonb

-- FUNCTION remove_user(removal jsonb) RETURNS jsonb
--   SECURITY DEFINER
--   SET search_path=pg_catalog, pg_temp; TimeZone=UTC; lock_timeout=2s
--   EXECUTE BY registration_workflow

-- FUNCTION restore_user(present public.users, before public.users) RETURNS void
--   SET search_path=pg_catalog, public, pg_temp

-- FUNCTION roll_back_registration(envelope_id text) RETURNS jsonb
--   SECURITY DEFINER
--   SET search_path=pg_catalog, pg_temp

-- FUNCTION roll_back_registration(failure jsonb) RETURNS jsonb
--   SECURITY DEFINER
--   SET search_path=pg_catalog, pg_temp; TimeZone=UTC; lock_timeout=2s
--   EXECUTE BY registration_workflow

-- FUNCTION running_reconciliation(of_run text, by_execution text) RETURNS user_registration.reconciliations

-- FUNCTION says_the_same(own public.users, told jsonb, wanted_email text) RETURNS boolean

-- FUNCTION settings_problem(settings jsonb) RETURNS text

-- FUNCTION settle_holders(leaving jsonb, of_envelope text, as_of timestamp with time zone, pool text) RETURNS void
--   SET search_path=pg_catalog, public, pg_temp

-- FUNCTION take_back_registration(failure jsonb) RETURNS text

-- FUNCTION take_out_user(own public.users, policy text) RETURNS void
--   SET search_path=pg_catalog, public, pg_temp

-- FUNCTION too_many_orphans(run user_registration.reconciliations) RETURNS text

-- FUNCTION try_until_done(task text, input jsonb) RETURNS jsonb

-- FUNCTION unlinked_identity(id text, of_type regtype) RETURNS text

-- FUNCTION was_given(of_cognito_id text, member text) RETURNS boolean

-- FUNCTION write_user(operation text, present public.users, wanted public.users) RETURNS public.users
--   SET search_path=pg_catalog, public, pg_temp

GRANT USAGE ON SCHEMA user_registration TO registration_workflow;

-- LOGIN registration_workflow
--   SET default_transaction_isolation=read committed
--   SET idle_in_transaction_session_timeout=7s
--   SET lock_timeout=2s
--   SET search_path=user_registration, pg_temp
--   SET statement_timeout=7s
