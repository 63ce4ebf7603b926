-- remove_user({ run_id, execution, cognito_id, policy: anonymise | relink | delete }) → { removed, event_id, occurred_at, user_id, cognito_id,
-- policy }: removes somebody whom the listing of a run did not name, of whom Cognito said twice that there is no such user, and
-- answers with what there is to announce. removed is false where something has been heard of them meanwhile. Once more, it says so again.
CREATE OR REPLACE FUNCTION user_registration.remove_user(removal jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET lock_timeout = '2s' AS $$
BEGIN
  RETURN user_registration.try_until_done('remove_user', removal);
END $$;

REVOKE ALL ON FUNCTION user_registration.remove_user(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION user_registration.remove_user(jsonb) TO registration_workflow;
