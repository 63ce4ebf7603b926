-- One try of register_user. PL/pgSQL, because each of its statements sees what was committed before that statement, and so
-- what was committed before the locks were given; one statement with CTEs sees only what was there before it waited.
CREATE OR REPLACE FUNCTION public.apply_registration(registration jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  event record;
  known public.user_registrations;
  candidate public.users;
  own public.users;
  other public.users;
  written public.users;
  done text;
BEGIN
  PERFORM public.check_registration(registration);
  SELECT * INTO event
    FROM jsonb_to_record(registration) AS r (envelope_id text, occurred_at timestamptz, user_id text, cognito_id text,
         email text, email_verified boolean, name text, phone text, identity_provider text, execution text);
  event.email := lower(event.email);

  PERFORM public.lock_names(ARRAY['user ' || event.cognito_id, 'email ' || event.email]);
  SELECT * INTO known FROM public.user_registrations WHERE envelope_id = event.envelope_id;
  -- An answer that was taken back, or that wrote and announced nothing, does not bind: a replay may have better luck.
  IF known.operation IN ('created', 'linked', 'updated', 'unchanged') AND known.rolled_back_at IS NULL THEN
    -- That answer is another user's: it would announce their row under this one's name.
    IF known.cognito_id <> event.cognito_id THEN
      RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'the envelope is another user''s', COLUMN = 'envelope_id';
    END IF;
    UPDATE public.user_registrations SET executions = array_append(executions, event.execution)
     WHERE envelope_id = event.envelope_id AND event.execution IS NOT NULL AND event.execution <> ALL (executions);
    RETURN public.registration_answer(known.operation, known.persisted_at, known.after_image);
  END IF;

  -- Applications do not take the locks above, so the rows are locked as well; in one order, or two events could deadlock.
  FOR candidate IN SELECT * FROM public.users
                    WHERE cognito_id = event.cognito_id OR email = event.email ORDER BY id FOR UPDATE LOOP
    IF candidate.cognito_id = event.cognito_id THEN own := candidate; ELSE other := candidate; END IF;
  END LOOP;

  -- What the event does not know, it does not erase: a linked customer keeps the name from the older table.
  written := own;
  written.email := event.email;
  written.name := coalesce(event.name, own.name);
  written.phone := coalesce(event.phone, own.phone);
  written.email_verified := coalesce(event.email_verified, false);

  done := CASE
    WHEN public.is_stale(own, event.occurred_at) THEN 'stale'
    WHEN own.id IS NULL AND other.id IS NULL THEN 'created'
    WHEN other.id IS NULL AND written IS NOT DISTINCT FROM own THEN 'unchanged'
    WHEN other.id IS NULL THEN 'updated'
    -- Only who proved to own the mailbox, to Cognito itself, is the owner of an older row.
    WHEN own.id IS NULL AND other.cognito_id = 'unlinked:' || other.id
         AND event.identity_provider = 'cognito' AND event.email_verified THEN 'linked'
    ELSE 'email_in_use'
  END;

  IF done = 'created' THEN
    INSERT INTO public.users (id, cognito_id, email, name, phone, email_verified, created_at, updated_at)
    VALUES (event.user_id, event.cognito_id, event.email, event.name, event.phone, written.email_verified, event.occurred_at, event.occurred_at)
    RETURNING * INTO written;
  ELSIF done IN ('updated', 'linked') THEN
    UPDATE public.users AS u
       SET cognito_id = event.cognito_id, email = event.email, name = coalesce(event.name, u.name),
           phone = coalesce(event.phone, u.phone), email_verified = written.email_verified, updated_at = event.occurred_at
     WHERE u.id = coalesce(own.id, other.id)
    RETURNING * INTO written;
  ELSIF done = 'email_in_use' THEN
    written := NULL;
  ELSE
    written := own;
  END IF;

  known.envelope_id := event.envelope_id;
  known.cognito_id := event.cognito_id;
  known.user_id := written.id;
  known.occurred_at := event.occurred_at;
  known.operation := done;
  known.persisted_at := date_trunc('milliseconds', clock_timestamp());
  known.before_image := CASE done WHEN 'updated' THEN to_jsonb(own) WHEN 'linked' THEN to_jsonb(other) END;
  known.after_image := CASE WHEN written.id IS NOT NULL THEN to_jsonb(written) END;
  known.executions := array_remove(ARRAY[event.execution], NULL);
  known.rolled_back_at := NULL;
  PERFORM public.remember_registration(known);
  RETURN public.registration_answer(known.operation, known.persisted_at, known.after_image);
END $$;

REVOKE ALL ON FUNCTION public.apply_registration(jsonb) FROM PUBLIC;
