-- compare_users({ run_id, execution, position?, users, outcomes? }) → { differences: [{ cognito_id, relation }] }: compares one page of
-- Cognito's listing with users, and answers with what differs and the run is to apply. users are as ListUsers answers them, position
-- is the token that they were listed with, outcomes = [{ cognito_id, outcome }] how the registrations before have ended.
-- A page may come twice: what it said the first time counts, if that has led to a registration.
CREATE OR REPLACE FUNCTION user_registration.compare_users(page jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET lock_timeout = '2s' AS $$
BEGIN
  RETURN user_registration.try_until_done('compare_users', page);
END $$;

REVOKE ALL ON FUNCTION user_registration.compare_users(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION user_registration.compare_users(jsonb) TO registration_workflow;
