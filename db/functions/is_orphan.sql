-- Is this identity one that the pool knew, that a run has not listed, and of which nothing was heard since the run began, but that
-- Cognito has it no more?
CREATE OR REPLACE FUNCTION user_registration.is_orphan(run user_registration.reconciliations, identity text) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN NOT EXISTS (SELECT FROM user_registration.listed_identities WHERE cognito_id = identity AND listed_at >= run.started_at)
     AND NOT EXISTS (SELECT FROM user_registration.user_registrations
                      WHERE cognito_id = identity
                        AND (operation = 'removed' OR persisted_at >= run.started_at AND operation <> 'released'))
     AND user_registration.known_username(identity, run.user_pool_id) IS NOT NULL;
END $$;

REVOKE ALL ON FUNCTION user_registration.is_orphan(user_registration.reconciliations, text) FROM PUBLIC;
