-- One try of roll_back_registration; says what came of it.
CREATE OR REPLACE FUNCTION user_registration.take_back_registration(failure jsonb) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  failed CONSTANT text[] := ARRAY(SELECT jsonb_array_elements_text(coalesce(nullif(failure -> 'failed_executions', 'null'), '[]')));
  found_first user_registration.user_registrations;
  done user_registration.user_registrations;
  present public.users;
  present_id public.users.id%TYPE;
BEGIN
  -- Under one envelope's id there may be two users; the one that a failed execution was told of is meant. What Cognito said of
  -- others is not taken back.
  SELECT * INTO found_first FROM user_registration.user_registrations WHERE envelope_id = failure ->> 'envelope_id'
     AND operation NOT IN ('moved', 'released', 'yielded') ORDER BY executions && failed DESC LIMIT 1;
  PERFORM user_registration.lock_names(array_remove(ARRAY['user ' || found_first.cognito_id,
    'email ' || (found_first.before_image ->> 'email'), 'email ' || (found_first.after_image ->> 'email')], NULL));
  -- Again, for it may have changed while the locks were waited for.
  SELECT * INTO done FROM user_registration.user_registrations
   WHERE envelope_id = found_first.envelope_id AND cognito_id = found_first.cognito_id;
  IF done.envelope_id IS NULL THEN RETURN 'not_found'; END IF;
  IF done.rolled_back_at IS NOT NULL THEN RETURN 'already_rolled_back'; END IF;
  IF done.operation NOT IN ('created', 'linked', 'updated') THEN RETURN 'nothing_written'; END IF;

  -- An execution that is not on record as failed may have announced the user, or may yet.
  IF NOT done.executions <@ failed THEN RETURN 'not_all_failed'; END IF;

  present_id := done.after_image ->> 'id';
  SELECT * INTO present FROM public.users WHERE id = present_id FOR UPDATE;
  IF to_jsonb(present) IS DISTINCT FROM done.after_image THEN RETURN 'changed_since'; END IF;
  -- Another event found the row as it is and may have announced it.
  IF EXISTS (SELECT FROM user_registration.user_registrations
              WHERE user_id = done.user_id AND operation = 'unchanged' AND persisted_at >= done.persisted_at) THEN
    RETURN 'confirmed_since';
  END IF;

  BEGIN
    PERFORM user_registration.restore_user(present, jsonb_populate_record(CAST(NULL AS public.users), done.before_image));
    SET CONSTRAINTS ALL IMMEDIATE;
  EXCEPTION
    -- The e-mail of the before-image has gone to somebody else by now.
    WHEN unique_violation THEN RETURN 'email_in_use';
    -- An application's table points at the row.
    WHEN foreign_key_violation OR restrict_violation THEN RETURN 'referenced';
  END;
  UPDATE user_registration.user_registrations SET rolled_back_at = clock_timestamp()
   WHERE envelope_id = done.envelope_id AND cognito_id = done.cognito_id;
  RETURN CASE done.operation WHEN 'created' THEN 'deleted' ELSE 'restored' END;
END $$;

REVOKE ALL ON FUNCTION user_registration.take_back_registration(jsonb) FROM PUBLIC;
