-- roll_back_registration({ envelope_id, failed_executions }) → { rolled_back, reason }: takes back what one event wrote, if
-- that is all that has happened to the row and every execution that knows of it has failed. Asked again, it says so again.
-- The event may register anew afterwards.
CREATE OR REPLACE FUNCTION public.roll_back_registration(failure jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
DECLARE
  reason text;
  reruns_left int := 10;
  failed_state text;
  failed_text text;
  failed_constraint text;
  failed_column text;
BEGIN
  LOOP
    BEGIN
      reason := public.take_back_registration(failure);
      RETURN jsonb_build_object('rolled_back', reason IN ('deleted', 'restored', 'already_rolled_back'), 'reason', reason);
    EXCEPTION
      -- The e-mail of the before-image has gone to somebody else by now.
      WHEN unique_violation THEN
        RETURN jsonb_build_object('rolled_back', false, 'reason', 'email_in_use');
      -- An application's table points at the row.
      WHEN foreign_key_violation THEN
        RETURN jsonb_build_object('rolled_back', false, 'reason', 'referenced');
      WHEN OTHERS THEN
        GET STACKED DIAGNOSTICS failed_state = RETURNED_SQLSTATE, failed_text = MESSAGE_TEXT,
          failed_constraint = CONSTRAINT_NAME, failed_column = COLUMN_NAME;
        IF reruns_left = 0 OR failed_state NOT IN ('40001', '40P01') THEN
          PERFORM public.raise_impersonal_error('roll_back_registration', failed_state, failed_text, failed_constraint || failed_column);
        END IF;
        reruns_left := reruns_left - 1;
    END;
  END LOOP;
END $$;

REVOKE ALL ON FUNCTION public.roll_back_registration(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public.roll_back_registration(jsonb) TO registration_workflow;

-- The same for an operator who knows that every execution has failed; the workflow's login may not, it has to bring proof.
CREATE OR REPLACE FUNCTION public.roll_back_registration(envelope_id text) RETURNS jsonb
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT public.roll_back_registration(jsonb_build_object('envelope_id', $1, 'failed_executions',
    (SELECT r.executions FROM public.user_registrations AS r WHERE r.envelope_id = $1)))
$$;

REVOKE ALL ON FUNCTION public.roll_back_registration(text) FROM PUBLIC;
