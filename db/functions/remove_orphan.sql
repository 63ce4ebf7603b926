-- One try of remove_user.
CREATE OR REPLACE FUNCTION user_registration.remove_orphan(removal jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  run CONSTANT user_registration.reconciliations := user_registration.running_reconciliation(removal ->> 'run_id', removal ->> 'execution');
  identity CONSTANT text := removal ->> 'cognito_id';
  done user_registration.user_registrations;
BEGIN
  IF removal ->> 'policy' NOT IN ('anonymise', 'relink', 'delete') OR NOT run.settings -> 'apply' @> '["orphan"]' THEN
    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'this run removes nobody, or the policy is none';
  END IF;
  PERFORM user_registration.lock_names(ARRAY['user ' || identity]);
  IF NOT user_registration.is_orphan(run, identity)
     AND NOT EXISTS (SELECT FROM user_registration.user_registrations WHERE cognito_id = identity AND operation = 'removed') THEN
    RETURN '{"removed": false}';
  END IF;
  done := user_registration.erase_user(identity, removal ->> 'policy', run.user_pool_id);
  RETURN user_registration.removal_answer(done);
END $$;

REVOKE ALL ON FUNCTION user_registration.remove_orphan(jsonb) FROM PUBLIC;
