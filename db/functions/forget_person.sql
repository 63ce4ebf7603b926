-- One try of forget_user.
CREATE OR REPLACE FUNCTION user_registration.forget_person(person jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  identity CONSTANT text := person ->> 'cognito_id';
  policy CONSTANT text := person ->> 'policy';
  known_row CONSTANT text := (SELECT user_id FROM user_registration.user_registrations
                               WHERE cognito_id = identity AND user_id IS NOT NULL LIMIT 1);
  row_id public.users.id%TYPE := known_row;
  done user_registration.user_registrations;
  present public.users;
BEGIN
  IF policy NOT IN ('anonymise', 'delete') THEN
    RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'the policy is none';
  END IF;
  PERFORM user_registration.lock_names(ARRAY['user ' || identity]);
  done := user_registration.erase_user(identity, policy, person ->> 'user_pool_id');
  SELECT * INTO present FROM public.users WHERE id = row_id FOR UPDATE;
  IF (CAST(present.cognito_id AS text) = identity OR user_registration.is_unlinked(present))
     AND (policy = 'delete' OR NOT user_registration.is_reserved(present.email)) THEN
    PERFORM user_registration.take_out_user(present, policy);
  END IF;
  done.user_id := coalesce(done.user_id, known_row);
  done.notes := ARRAY[policy, person ->> 'note'];
  IF done.user_id IS NULL THEN done.executions := ARRAY['nobody was told of them']; END IF;
  PERFORM user_registration.remember_registration(done);
  RETURN user_registration.removal_answer(done);
END $$;

REVOKE ALL ON FUNCTION user_registration.forget_person(jsonb) FROM PUBLIC;
