-- Has the statement that is running taken longer than the workflow waits for it? The statement_timeout of the login is to see
-- to that, but a login can lift its own; when a statement began, nobody can change.
CREATE OR REPLACE FUNCTION user_registration.is_late() RETURNS boolean LANGUAGE sql VOLATILE AS $$
  SELECT clock_timestamp() > statement_timestamp() + interval '7 s'
$$;

REVOKE ALL ON FUNCTION user_registration.is_late() FROM PUBLIC;
