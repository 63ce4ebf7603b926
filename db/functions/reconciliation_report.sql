-- The report of a run whose listing is finished. unlinked are rows of which this pool knows nobody. Whose sign-up was on its way when they
-- were listed, and who has a row by now, was never missing.
CREATE OR REPLACE FUNCTION user_registration.reconciliation_report(run user_registration.reconciliations) RETURNS jsonb LANGUAGE sql STABLE AS $$
  WITH listed AS (
    SELECT l.outcome, CASE WHEN l.relation = 'missing' AND l.outcome IS NULL
        AND EXISTS (SELECT FROM public.users AS u WHERE CAST(u.cognito_id AS text) = l.cognito_id) THEN 'in_sync' ELSE l.relation END AS relation
      FROM user_registration.listed_identities AS l
     WHERE l.listed_at >= run.started_at AND l.cognito_id = coalesce(run.settings ->> 'cognito_id', l.cognito_id)
  ), counted AS (
    SELECT count(*) FILTER (WHERE relation = 'in_sync') AS in_sync, count(*) FILTER (WHERE relation = 'missing') AS missing,
           count(*) FILTER (WHERE relation = 'changed') AS changed, count(*) FILTER (WHERE relation = 'conflict') AS conflict,
           count(*) FILTER (WHERE relation = 'not_registrable') AS not_registrable,
           count(*) FILTER (WHERE outcome IN ('registered', 'duplicate')) AS registered,
           count(*) FILTER (WHERE outcome NOT IN ('registered', 'duplicate')) AS failed
      FROM listed
  ), gone AS (
    SELECT coalesce(run.orphans, 0) AS orphan, (SELECT count(*) FROM user_registration.user_registrations
      WHERE operation = 'removed' AND executions = ARRAY[CAST(run.run_id AS text)]) AS removed,
      (SELECT count(*) FROM public.users AS u WHERE run.settings -> 'cognito_id' IS NULL
          AND NOT EXISTS (SELECT FROM user_registration.listed_identities AS l WHERE l.cognito_id = CAST(u.cognito_id AS text))
          AND NOT EXISTS (SELECT FROM user_registration.user_registrations AS r
                           WHERE r.cognito_id = CAST(u.cognito_id AS text) AND r.user_pool_id = run.user_pool_id)) AS unlinked
  )
  SELECT to_jsonb(c) || to_jsonb(g) || jsonb_build_object('drift', missing + changed + conflict + orphan - registered - removed)
    FROM counted AS c, gone AS g
$$;

REVOKE ALL ON FUNCTION user_registration.reconciliation_report(user_registration.reconciliations) FROM PUBLIC;
