-- The run that this execution is at work on, locked. Whoever was replaced, or goes on after the end, gets an error.
CREATE OR REPLACE FUNCTION user_registration.running_reconciliation(of_run text, by_execution text) RETURNS user_registration.reconciliations
LANGUAGE plpgsql AS $$
DECLARE
  run user_registration.reconciliations;
BEGIN
  SELECT * INTO run FROM user_registration.reconciliations
   WHERE run_id = of_run AND execution = by_execution AND ended_at IS NULL FOR UPDATE;
  IF run.run_id IS NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'this execution is not at work on a reconciliation that is under way';
  END IF;
  RETURN run;
END $$;

REVOKE ALL ON FUNCTION user_registration.running_reconciliation(text, text) FROM PUBLIC;
