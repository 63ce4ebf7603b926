-- One try of register_user. PL/pgSQL, because each of its statements sees what was committed before that statement, and so
-- what was committed before the locks were given; one statement with CTEs sees only what was there before it waited.
CREATE OR REPLACE FUNCTION user_registration.apply_registration(registration jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  event record;
  done user_registration.user_registrations;
  candidate public.users;
  own public.users;
  other public.users;
  wanted public.users;
  written public.users;
  way jsonb := '{}';
BEGIN
  PERFORM user_registration.check_registration(registration);
  SELECT * INTO event
    FROM jsonb_to_record(registration) AS r (envelope_id text, occurred_at timestamptz, user_id text, cognito_id text,
         email text, email_verified boolean, name text, phone text, identity_provider text, execution text, asked jsonb, notes text[],
         origin text, user_pool_id text, username text, created_at timestamptz, on_user_deleted text);
  event.email := lower(event.email);
  event.asked := user_registration.all_answers(event.asked);

  PERFORM user_registration.lock_names(ARRAY['user ' || event.cognito_id, 'email ' || event.email]
    || ARRAY(SELECT 'user ' || (answer ->> 'cognito_id') FROM jsonb_array_elements(event.asked) AS answer)
    || ARRAY(SELECT 'email ' || user_registration.fitting_email(answer ->> 'email') FROM jsonb_array_elements(event.asked) AS answer
              WHERE user_registration.fitting_email(answer ->> 'email') IS NOT NULL));
  SELECT * INTO done FROM user_registration.user_registrations WHERE envelope_id = event.envelope_id AND cognito_id = event.cognito_id;
  IF user_registration.binds(done) THEN
    UPDATE user_registration.user_registrations SET executions = array_append(executions, event.execution)
     WHERE envelope_id = event.envelope_id AND cognito_id = event.cognito_id
       AND event.execution IS NOT NULL AND event.execution <> ALL (executions);
    RETURN user_registration.registration_answer(done, NULL, '{}');
  END IF;

  FOR candidate IN SELECT * FROM user_registration.lock_users(event.cognito_id, event.email) LOOP
    IF CAST(candidate.cognito_id AS text) = event.cognito_id THEN own := candidate;
    ELSIF candidate.email = event.email THEN other := candidate;
    END IF;
  END LOOP;
  -- A placeholder that is a UUID is known by the row alone; the others check_registration refuses by their prefix.
  IF user_registration.is_unlinked(own) THEN
    RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'the identity is a placeholder', COLUMN = 'cognito_id';
  END IF;

  wanted.id := event.user_id;
  wanted.cognito_id := event.cognito_id;
  wanted.email := event.email;
  wanted.name := user_registration.kept(event.cognito_id, event.origin, 'name', event.name, own.name);
  wanted.phone := user_registration.kept(event.cognito_id, event.origin, 'phone', event.phone, own.phone);
  wanted.email_verified := coalesce(event.email_verified, false);
  wanted.created_at := coalesce(event.created_at, event.occurred_at);
  wanted.updated_at := event.occurred_at;
  done.operation := user_registration.choose_operation(own, other, wanted, event.occurred_at, event.identity_provider, event.asked);
  IF done.operation = 'email_in_use' THEN
    way := user_registration.find_way(event.email, event.cognito_id, event.asked, event.user_pool_id);
    IF way -> 'leaving' IS NOT NULL THEN
      done.operation := user_registration.choose_operation(own, NULL, wanted, event.occurred_at, event.identity_provider, event.asked);
      IF event.on_user_deleted = 'relink' AND own.id IS NULL AND way #>> '{leaving,0,operation}' = 'released' THEN
        done.operation := coalesce(nullif(user_registration.may_link(wanted, event.identity_provider, event.asked), 'email_in_use'), done.operation);
      END IF;
    END IF;
  END IF;
  IF done.operation = 'unproven' THEN
    way := user_registration.ask_about_newcomer(event.cognito_id, event.username, event.asked);
  ELSIF done.operation = 'linked' THEN
    wanted.name := coalesce(event.name, other.name);
    wanted.phone := coalesce(event.phone, other.phone);
  ELSIF way -> 'leaving' IS NOT NULL THEN
    PERFORM user_registration.leave_addresses(way -> 'leaving', event.occurred_at);
  END IF;
  written := user_registration.write_user(done.operation, CASE done.operation WHEN 'linked' THEN other ELSE own END, wanted);
  IF way -> 'leaving' IS NOT NULL AND written.id IS NOT NULL THEN
    PERFORM user_registration.settle_holders(way -> 'leaving', event.envelope_id, event.occurred_at, event.user_pool_id);
  END IF;

  done.envelope_id := event.envelope_id;
  done.cognito_id := event.cognito_id;
  done.user_id := coalesce(written.id, own.id);
  done.occurred_at := event.occurred_at;
  done.persisted_at := clock_timestamp();
  done.before_image := CASE done.operation WHEN 'updated' THEN to_jsonb(own) WHEN 'linked' THEN to_jsonb(other) END;
  done.after_image := CASE WHEN written.id IS NOT NULL THEN to_jsonb(written) END;
  done.executions := array_remove(ARRAY[event.execution], NULL);
  done.rolled_back_at := NULL;
  done.notes := event.notes;
  done.user_pool_id := event.user_pool_id;
  done.username := event.username;
  done.given := array_remove(ARRAY[CASE WHEN event.name IS NOT NULL THEN 'name' END, CASE WHEN event.phone IS NOT NULL THEN 'phone' END], NULL);
  PERFORM user_registration.remember_registration(done);
  RETURN user_registration.registration_answer(done, other, way);
END $$;

REVOKE ALL ON FUNCTION user_registration.apply_registration(jsonb) FROM PUBLIC;
