-- forget_user({ cognito_id, user_pool_id, policy: anonymise | delete, note }) → as remove_user: erases a person because an operator says
-- so (note says who, and why), whatever Cognito has. What a run that removed them before has left in their row goes too, unless the
-- row is somebody else's by now. Who never had a row is not announced. For the owner.
CREATE OR REPLACE FUNCTION user_registration.forget_user(person jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET lock_timeout = '2s' AS $$
BEGIN
  RETURN user_registration.try_until_done('forget_user', person);
END $$;

REVOKE ALL ON FUNCTION user_registration.forget_user(jsonb) FROM PUBLIC;
