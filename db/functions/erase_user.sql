-- Takes a person out of users, as a policy says, and every image of them out of user_registrations:
--   anonymise  the row stays for what refers to it, without e-mail, name and phone
--   relink     the row stays as it is, and belongs to nobody: who proves to Cognito that its e-mail is theirs gets it. A row that has
--              lost its address already is anonymised, for nobody can prove that
--   delete     the row goes; PostgreSQL refuses that while an application's table refers to it
-- Whatever is still on its way about them is stale from now on. Says of which row; the answer is remembered, and given again. The
-- search path is that of write_user. For the owner; the workflow calls remove_user.
CREATE OR REPLACE FUNCTION user_registration.erase_user(of_cognito_id text, policy text, pool text) RETURNS user_registration.user_registrations
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  done user_registration.user_registrations;
  own public.users;
  wanted public.users;
  identity public.users.cognito_id%TYPE := of_cognito_id;
BEGIN
  SELECT * INTO done FROM user_registration.user_registrations WHERE cognito_id = of_cognito_id AND operation = 'removed' LIMIT 1;
  IF done.envelope_id IS NOT NULL THEN RETURN done; END IF;
  SELECT * INTO own FROM public.users AS u WHERE u.cognito_id OPERATOR(pg_catalog.=) identity FOR UPDATE;

  IF policy = 'delete' THEN
    DELETE FROM public.users AS u WHERE u.id OPERATOR(pg_catalog.=) own.id;
  ELSIF own.id IS NOT NULL THEN
    wanted := own;
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
  END IF;

  UPDATE user_registration.user_registrations
     SET before_image = NULL, after_image = NULL, username = NULL, rolled_back_at = coalesce(rolled_back_at, clock_timestamp())
   WHERE cognito_id = of_cognito_id OR user_id = CAST(own.id AS text);
  DELETE FROM user_registration.listed_identities WHERE cognito_id = of_cognito_id;
  done.envelope_id := 'removed/' || of_cognito_id;
  done.cognito_id := of_cognito_id;
  done.user_id := own.id;
  done.occurred_at := clock_timestamp();
  done.operation := 'removed';
  done.persisted_at := done.occurred_at;
  done.executions := '{}';
  done.user_pool_id := pool;
  PERFORM user_registration.remember_registration(done);
  RETURN done;
END $$;

REVOKE ALL ON FUNCTION user_registration.erase_user(text, text, text) FROM PUBLIC;
