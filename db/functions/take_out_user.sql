-- Takes a person out of their row of users, as a policy says:
--   anonymise  the row stays for what refers to it, without e-mail, name and phone
--   relink     the row stays as it is, and belongs to nobody: who proves to Cognito that its e-mail is theirs gets it. A row that has
--              lost its address already is anonymised, for nobody can prove that
--   delete     the row goes; PostgreSQL refuses that while an application's table refers to it
-- The search path is that of write_user.
CREATE OR REPLACE FUNCTION user_registration.take_out_user(own public.users, policy text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  wanted public.users := own;
BEGIN
  IF policy = 'delete' THEN
    DELETE FROM public.users AS u WHERE u.id OPERATOR(pg_catalog.=) own.id;
    RETURN;
  END IF;
  wanted.updated_at := clock_timestamp();
  wanted.email_verified := false;
  IF policy = 'relink' AND NOT user_registration.is_reserved(own.email) THEN
    wanted.cognito_id := user_registration.unlinked_identity(CAST(own.id AS text), pg_typeof(own.cognito_id));
  ELSE
    wanted.email := user_registration.placeholder_email(CAST(own.id AS text));
    wanted.name := NULL;
    wanted.phone := NULL;
  END IF;
  PERFORM user_registration.write_user('updated', own, wanted);
END $$;

REVOKE ALL ON FUNCTION user_registration.take_out_user(public.users, text) FROM PUBLIC;
