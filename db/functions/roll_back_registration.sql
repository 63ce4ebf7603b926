-- roll_back_registration({ envelope_id, failed_executions }) → { rolled_back, reason }: takes back what one event wrote, if
-- that is all that has happened to the row and every execution that knows of it has failed. Asked again, it says so again.
-- The event may register anew afterwards.
CREATE OR REPLACE FUNCTION user_registration.roll_back_registration(failure jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET lock_timeout = '2s' AS $$
DECLARE
  reason CONSTANT text := user_registration.try_until_done('roll_back_registration', failure) #>> '{}';
BEGIN
  RETURN jsonb_build_object('rolled_back', reason IN ('deleted', 'restored', 'already_rolled_back'), 'reason', reason);
END $$;

REVOKE ALL ON FUNCTION user_registration.roll_back_registration(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION user_registration.roll_back_registration(jsonb) TO registration_workflow;

-- The same for an operator who knows that every execution has failed; the workflow's login may not, it has to bring proof.
CREATE OR REPLACE FUNCTION user_registration.roll_back_registration(envelope_id text) RETURNS jsonb
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT user_registration.roll_back_registration(jsonb_build_object('envelope_id', $1, 'failed_executions',
    (SELECT jsonb_agg(e) FROM user_registration.user_registrations AS r, unnest(r.executions) AS e WHERE r.envelope_id = $1)))
$$;

REVOKE ALL ON FUNCTION user_registration.roll_back_registration(text) FROM PUBLIC;
