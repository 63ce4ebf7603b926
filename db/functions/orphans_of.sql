-- The users whose identity the finished listing of a run did not name, as is_orphan says. Those who are removed already, and not
-- announced yet, are among them. From all that the pool ever knew, who was listed is taken away first: the others are few, while
-- users may have a million rows of which the pool knows nobody.
CREATE OR REPLACE FUNCTION user_registration.orphans_of(run user_registration.reconciliations)
RETURNS TABLE (cognito_id text, user_id text, username text, removed_at timestamptz) LANGUAGE sql STABLE AS $$
  WITH unlisted AS MATERIALIZED (
    SELECT CAST(r.cognito_id AS text) AS identity FROM user_registration.user_registrations AS r
     WHERE r.user_pool_id = run.user_pool_id AND r.username IS NOT NULL
       AND r.cognito_id = coalesce(run.settings ->> 'cognito_id', r.cognito_id)
       AND NOT EXISTS (SELECT FROM user_registration.listed_identities AS l
                        WHERE l.cognito_id = r.cognito_id AND l.listed_at >= run.started_at)
    UNION
    SELECT CAST(l.cognito_id AS text) FROM user_registration.listed_identities AS l
     WHERE l.user_pool_id = run.user_pool_id AND l.listed_at < run.started_at
       AND l.cognito_id = coalesce(run.settings ->> 'cognito_id', l.cognito_id)
  )
  SELECT r.cognito_id, r.user_id, NULL, r.persisted_at
    FROM user_registration.user_registrations AS r
   WHERE r.operation = 'removed' AND r.user_pool_id = run.user_pool_id AND r.executions = '{}'
     AND r.cognito_id = coalesce(run.settings ->> 'cognito_id', r.cognito_id)
  UNION ALL
  SELECT identity, CAST(u.id AS text), user_registration.known_username(identity, run.user_pool_id), NULL
    FROM unlisted JOIN public.users AS u ON CAST(u.cognito_id AS text) = identity
   WHERE user_registration.is_orphan(run, identity)
$$;

REVOKE ALL ON FUNCTION user_registration.orphans_of(user_registration.reconciliations) FROM PUBLIC;
