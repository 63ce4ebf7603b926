-- What is wrong with the settings of a run, for a person; null where nothing is. They are
--   apply       of missing, changed and orphan: which differences are mended; none by default, then the run only reports
--   cognito_id  the one user whom the run is about
--   expect      so many orphans may be removed although they are more than one in a hundred
--   rate        calls of ListUsers in a second, 1 to 20
--   silent      nobody is told of what is mended: no user.persisted
--   reason, by  why, and who wants it
CREATE OR REPLACE FUNCTION user_registration.settings_problem(settings jsonb) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT name || ' ' || expected || format(', and is %s.', left(settings ->> name, 100)) FROM (
    SELECT key AS name, CASE key
        WHEN 'apply' THEN CASE WHEN NOT value <@ '["missing", "changed", "orphan"]' OR jsonb_typeof(value) <> 'array'
          THEN 'has to be a list of "missing", "changed" and "orphan"' END
        WHEN 'cognito_id' THEN CASE WHEN (value #>> '{}') !~ '^[A-Za-z0-9-]{1,128}$' THEN 'has to be the sub of a user' END
        WHEN 'expect' THEN CASE WHEN CAST(value AS text) !~ '^[0-9]{1,9}$' THEN 'has to be a whole number' END
        WHEN 'rate' THEN CASE WHEN CAST(value AS text) !~ '^([1-9]|1[0-9]|20)$' THEN 'has to be a whole number from 1 to 20' END
        WHEN 'silent' THEN CASE WHEN jsonb_typeof(value) <> 'boolean' THEN 'has to be true or false' END
        WHEN 'reason' THEN CASE WHEN jsonb_typeof(value) <> 'string' THEN 'has to be text' END
        WHEN 'by' THEN CASE WHEN jsonb_typeof(value) <> 'string' THEN 'has to be text' END
        ELSE 'is no setting of a reconciliation'
      END AS expected
      FROM jsonb_each(settings)) AS given
   WHERE expected IS NOT NULL LIMIT 1
$$;

REVOKE ALL ON FUNCTION user_registration.settings_problem(jsonb) FROM PUBLIC;
