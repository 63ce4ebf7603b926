-- Takes a person out of users by take_out_user, and every image of them out of user_registrations.
-- Whatever is still on its way about them is stale from now on. Says of which row; the answer is remembered, and given again. The
-- policy is kept as the first note. For the owner; the workflow calls remove_user.
CREATE OR REPLACE FUNCTION user_registration.erase_user(of_cognito_id text, policy text, pool text) RETURNS user_registration.user_registrations
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  done user_registration.user_registrations;
  own public.users;
  identity public.users.cognito_id%TYPE := of_cognito_id;
BEGIN
  SELECT * INTO done FROM user_registration.user_registrations WHERE cognito_id = of_cognito_id AND operation = 'removed' LIMIT 1;
  IF done.envelope_id IS NOT NULL THEN RETURN done; END IF;
  SELECT * INTO own FROM public.users AS u WHERE u.cognito_id OPERATOR(pg_catalog.=) identity FOR UPDATE;

  IF own.id IS NOT NULL THEN PERFORM user_registration.take_out_user(own, policy); END IF;

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
  done.notes := ARRAY[policy];
  PERFORM user_registration.remember_registration(done);
  RETURN done;
END $$;

REVOKE ALL ON FUNCTION user_registration.erase_user(text, text, text) FROM PUBLIC;
