-- end_reconciliation({ run_id, execution }) → report: ends a run and says what it has found, { in_sync, missing, changed,
-- orphan, unlinked, conflict, not_registrable }, and what has become of that, { registered, failed, removed }; drift is what is left of it.
-- A run of one user counts that user alone. What is known of runs that began three months ago is dropped, and of whom Cognito lists no
-- more, and users never knew. Once more, it says so again.
CREATE OR REPLACE FUNCTION user_registration.end_reconciliation(ended jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET lock_timeout = '2s' AS $$
DECLARE
  run user_registration.reconciliations;
  found jsonb := (SELECT report FROM user_registration.reconciliations
                   WHERE run_id = ended ->> 'run_id' AND execution = ended ->> 'execution' AND ended_at IS NOT NULL);
BEGIN
  IF found IS NOT NULL THEN RETURN found; END IF;
  run := user_registration.running_reconciliation(ended ->> 'run_id', ended ->> 'execution');
  found := user_registration.reconciliation_report(run);
  UPDATE user_registration.reconciliations SET ended_at = clock_timestamp(), position = NULL, report = found WHERE run_id = run.run_id;
  DELETE FROM user_registration.reconciliations WHERE started_at < clock_timestamp() - interval '90 days' AND run_id <> run.run_id;
  IF run.settings -> 'cognito_id' IS NULL THEN
    DELETE FROM user_registration.listed_identities AS l WHERE l.listed_at < run.started_at
       AND NOT EXISTS (SELECT FROM public.users AS u WHERE CAST(u.cognito_id AS text) = l.cognito_id);
  END IF;
  RETURN found;
END $$;

REVOKE ALL ON FUNCTION user_registration.end_reconciliation(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION user_registration.end_reconciliation(jsonb) TO registration_workflow;
