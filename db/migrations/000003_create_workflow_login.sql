-- The workflow's login. Its password comes from a secret that rotates, so the runner sets it on every run.
DO $$
BEGIN
  CREATE ROLE registration_workflow LOGIN NOCREATEDB NOCREATEROLE;
EXCEPTION
  -- Roles belong to the whole cluster: another database may have made it, or be making it now (unique_violation).
  WHEN duplicate_object OR unique_violation THEN NULL;
END $$;

-- No write may land after the workflow gave it up. UpsertUser and RollBackUser give up at 10 s (the Data API at 45 s): 7 s
-- leave the Data API 3 s for its hop and its pool. A statement waits for three locks at most, 2 s each. A transaction that
-- was begun and forgotten (the Data API keeps one for 3 min) frees its locks as soon as a statement would have.
ALTER ROLE registration_workflow SET statement_timeout = '7s';
ALTER ROLE registration_workflow SET lock_timeout = '2s';
ALTER ROLE registration_workflow SET idle_in_transaction_session_timeout = '7s';
-- The functions need a fresh snapshot for each statement after the locks are held.
ALTER ROLE registration_workflow SET default_transaction_isolation = 'read committed';

-- A right of PUBLIC cannot be taken from one role only, so it is taken from all: making tables and temporary tables then
-- needs a grant, as PostgreSQL 15 and later have it for the schema anyway.
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
DO $$
BEGIN
  EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO registration_workflow', current_database());
END $$;
REVOKE ALL ON public.users, public.user_registrations FROM PUBLIC, registration_workflow;
GRANT USAGE ON SCHEMA public TO registration_workflow;
