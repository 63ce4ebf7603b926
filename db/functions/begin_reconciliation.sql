-- begin_reconciliation({ run_id, execution, user_pool_id, takes_over?, settings }) begins a run, or goes on with one that has begun,
-- and answers one of
--   { run_id, settings, position?, is_listed }   go on from there; settings are those that the run began with
--   { busy }                          the execution that is at work already; if it is not running, call again with takes_over = busy
--   { refused }                       why not, for a person
-- Runs of one user stand beside every other; of those that list the pool there is one.
CREATE OR REPLACE FUNCTION user_registration.begin_reconciliation(wanted jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET lock_timeout = '2s' AS $$
DECLARE
  chosen CONSTANT jsonb := jsonb_strip_nulls(wanted -> 'settings');
  problem CONSTANT text := user_registration.settings_problem(chosen);
  run user_registration.reconciliations;
BEGIN
  IF problem IS NOT NULL THEN RETURN jsonb_build_object('refused', problem); END IF;
  PERFORM user_registration.lock_names(ARRAY['reconciliations']);
  SELECT * INTO run FROM user_registration.reconciliations WHERE run_id = wanted ->> 'run_id';
  IF run.ended_at IS NOT NULL THEN RETURN jsonb_build_object('refused', 'This run has ended. Start another one.'); END IF;
  IF run.run_id IS NULL AND chosen -> 'cognito_id' IS NULL THEN
    SELECT * INTO run FROM user_registration.reconciliations AS r WHERE r.ended_at IS NULL AND r.settings -> 'cognito_id' IS NULL;
  END IF;
  IF run.execution NOT IN (wanted ->> 'execution', coalesce(wanted ->> 'takes_over', '')) THEN
    RETURN jsonb_build_object('busy', run.execution);
  END IF;

  -- A run that nobody is at work on any more, and another one wants to begin.
  IF run.run_id <> wanted ->> 'run_id' THEN
    UPDATE user_registration.reconciliations SET ended_at = clock_timestamp() WHERE run_id = run.run_id;
  END IF;
  INSERT INTO user_registration.reconciliations (run_id, user_pool_id, execution, settings, started_at)
  VALUES (wanted ->> 'run_id', wanted ->> 'user_pool_id', wanted ->> 'execution', chosen, clock_timestamp())
  ON CONFLICT (run_id) DO UPDATE SET execution = excluded.execution
  RETURNING * INTO run;
  RETURN jsonb_strip_nulls(jsonb_build_object('run_id', run.run_id, 'settings', run.settings, 'position', run.position,
    'is_listed', run.is_listed));
END $$;

REVOKE ALL ON FUNCTION user_registration.begin_reconciliation(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION user_registration.begin_reconciliation(jsonb) TO registration_workflow;
