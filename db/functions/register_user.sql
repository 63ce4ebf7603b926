-- register_user(registration) → { operation, persisted_at, user }: writes one registered user, whatever runs beside it.
-- registration = { envelope_id, occurred_at, user_id, cognito_id, email, email_verified, name, phone, identity_provider,
-- execution (optional: who asks, for roll_back_registration) }.
-- The workflow of the deployment before this one calls it too: add members, never take one away.
CREATE OR REPLACE FUNCTION public.register_user(registration jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
DECLARE
  -- Each rerun follows a writer that committed first; statement_timeout of the role bounds the time that they take.
  reruns_left int := 10;
  failed_state text;
  failed_text text;
  failed_constraint text;
  failed_column text;
BEGIN
  LOOP
    BEGIN
      RETURN public.apply_registration(registration);
    EXCEPTION WHEN OTHERS THEN
      -- Leaving this block undid the try and freed its locks.
      GET STACKED DIAGNOSTICS failed_state = RETURNED_SQLSTATE, failed_text = MESSAGE_TEXT,
        failed_constraint = CONSTRAINT_NAME, failed_column = COLUMN_NAME;
      IF reruns_left = 0 OR failed_state NOT IN ('23505', '40001', '40P01') THEN
        PERFORM public.raise_impersonal_error('register_user', failed_state, failed_text, failed_constraint || failed_column);
      END IF;
      reruns_left := reruns_left - 1;
    END;
  END LOOP;
END $$;

REVOKE ALL ON FUNCTION public.register_user(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public.register_user(jsonb) TO registration_workflow;
