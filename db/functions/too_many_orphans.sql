-- Why nobody is to be removed in a run, null where they may be: more than one in a hundred is gone, and nobody expected that. A run of
-- one user has no hundred.
CREATE OR REPLACE FUNCTION user_registration.too_many_orphans(run user_registration.reconciliations) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  listed CONSTANT bigint := (SELECT count(*) FROM user_registration.listed_identities WHERE listed_at >= run.started_at);
  expected CONSTANT bigint := coalesce(CAST(run.settings ->> 'expect' AS bigint), 0);
BEGIN
  RETURN CASE
    WHEN NOT run.settings -> 'apply' @> '["orphan"]' OR run.settings -> 'cognito_id' IS NOT NULL OR run.orphans <= expected THEN NULL
    WHEN listed = 0 THEN format('The user pool is empty, and %s users have an identity of it.', run.orphans)
    WHEN run.orphans * 100 > listed + run.orphans THEN
      format('%s of %s users are not in the user pool any more: more than one in a hundred, and %s were expected.',
        run.orphans, listed + run.orphans, expected)
  END;
END $$;

REVOKE ALL ON FUNCTION user_registration.too_many_orphans(user_registration.reconciliations) FROM PUBLIC;
