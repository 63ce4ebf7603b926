-- The users whose identity the finished listing of a run did not name: this pool knew them, and nothing was heard of them since the run
-- began, but that Cognito has them no more. Those who are removed already, and not announced yet, are among them.
CREATE OR REPLACE FUNCTION user_registration.orphans_of(run user_registration.reconciliations)
RETURNS TABLE (cognito_id text, user_id text, username text, removed_at timestamptz) LANGUAGE sql STABLE AS $$
  SELECT r.cognito_id, r.user_id, NULL, r.persisted_at
    FROM user_registration.user_registrations AS r
   WHERE r.operation = 'removed' AND r.user_pool_id = run.user_pool_id AND r.executions = '{}'
     AND r.cognito_id = coalesce(run.settings ->> 'cognito_id', r.cognito_id)
  UNION ALL
  SELECT unlisted.cognito_id, unlisted.user_id, user_registration.known_username(unlisted.cognito_id, run.user_pool_id), NULL
    FROM (SELECT CAST(u.cognito_id AS text) AS cognito_id, CAST(u.id AS text) AS user_id FROM public.users AS u) AS unlisted
   WHERE unlisted.cognito_id = coalesce(run.settings ->> 'cognito_id', unlisted.cognito_id)
     AND NOT EXISTS (SELECT FROM user_registration.listed_identities AS l
                      WHERE l.cognito_id = unlisted.cognito_id AND l.listed_at >= run.started_at)
     AND NOT EXISTS (SELECT FROM user_registration.user_registrations AS r
                      WHERE r.cognito_id = unlisted.cognito_id
                        AND (r.operation = 'removed' OR r.persisted_at >= run.started_at AND r.operation <> 'released'))
     AND user_registration.known_username(unlisted.cognito_id, run.user_pool_id) IS NOT NULL
$$;

REVOKE ALL ON FUNCTION user_registration.orphans_of(user_registration.reconciliations) FROM PUBLIC;
