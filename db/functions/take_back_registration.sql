-- One try of roll_back_registration; says what came of it.
CREATE OR REPLACE FUNCTION public.take_back_registration(failure jsonb) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  envelope CONSTANT text := failure ->> 'envelope_id';
  done public.user_registrations;
  before public.users;
  after public.users;
  present public.users;
BEGIN
  SELECT * INTO done FROM public.user_registrations WHERE envelope_id = envelope;
  PERFORM public.lock_names(array_remove(ARRAY['user ' || done.cognito_id,
    'email ' || (done.before_image ->> 'email'), 'email ' || (done.after_image ->> 'email')], NULL));
  -- Again, for it may have changed while the locks were waited for.
  SELECT * INTO done FROM public.user_registrations WHERE envelope_id = envelope;
  IF done.envelope_id IS NULL THEN RETURN 'not_found'; END IF;
  IF done.rolled_back_at IS NOT NULL THEN RETURN 'already_rolled_back'; END IF;
  IF done.operation NOT IN ('created', 'linked', 'updated') THEN RETURN 'nothing_written'; END IF;

  -- An execution that is not on record as failed may have announced the user, or may yet.
  IF NOT to_jsonb(done.executions) <@ coalesce(failure -> 'failed_executions', '[]') THEN RETURN 'not_all_failed'; END IF;

  before := jsonb_populate_record(CAST(NULL AS public.users), done.before_image);
  after := jsonb_populate_record(CAST(NULL AS public.users), done.after_image);
  SELECT * INTO present FROM public.users WHERE id = after.id FOR UPDATE;
  IF present IS DISTINCT FROM after THEN RETURN 'changed_since'; END IF;
  -- Another event found the row as it is and may have announced it.
  IF EXISTS (SELECT FROM public.user_registrations
              WHERE user_id = done.user_id AND operation = 'unchanged' AND persisted_at >= done.persisted_at) THEN
    RETURN 'confirmed_since';
  END IF;

  IF done.operation = 'created' THEN
    DELETE FROM public.users WHERE id = after.id;
  ELSE
    UPDATE public.users
       SET cognito_id = before.cognito_id, email = before.email, name = before.name, phone = before.phone,
           email_verified = before.email_verified, updated_at = before.updated_at
     WHERE id = after.id;
  END IF;
  UPDATE public.user_registrations SET rolled_back_at = clock_timestamp() WHERE envelope_id = envelope;
  RETURN CASE done.operation WHEN 'created' THEN 'deleted' ELSE 'restored' END;
END $$;

REVOKE ALL ON FUNCTION public.take_back_registration(jsonb) FROM PUBLIC;
