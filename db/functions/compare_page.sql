-- One try of compare_users.
CREATE OR REPLACE FUNCTION user_registration.compare_page(page jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  run CONSTANT user_registration.reconciliations := user_registration.running_reconciliation(page ->> 'run_id', page ->> 'execution');
  apply CONSTANT jsonb := coalesce(run.settings -> 'apply', '[]');
  differences jsonb;
BEGIN
  PERFORM user_registration.note_outcomes(page -> 'outcomes');
  UPDATE user_registration.reconciliations SET position = page ->> 'position', is_listed = false WHERE run_id = run.run_id;
  WITH listed AS (
    SELECT DISTINCT ON (cognito_id) user_registration.cognito_attributes(u) ->> 'sub' AS cognito_id, u ->> 'Username' AS username,
           user_registration.relation_of(u) AS relation, user_registration.has_address(u) AS has_address
      FROM jsonb_array_elements(page -> 'users') AS u ORDER BY cognito_id
  ), noted AS (
    INSERT INTO user_registration.listed_identities AS known (cognito_id, user_pool_id, username, listed_at, relation, has_address)
    SELECT cognito_id, run.user_pool_id, username, clock_timestamp(), relation, has_address FROM listed
    ON CONFLICT (cognito_id) DO UPDATE SET user_pool_id = excluded.user_pool_id, username = excluded.username, listed_at = excluded.listed_at,
      has_address = excluded.has_address,
      relation = CASE WHEN known.outcome IS NOT NULL AND known.listed_at >= run.started_at THEN known.relation ELSE excluded.relation END,
      outcome = CASE WHEN known.listed_at >= run.started_at THEN known.outcome END
  )
  SELECT jsonb_agg(jsonb_build_object('cognito_id', cognito_id, 'relation', relation)) INTO differences
    FROM listed WHERE apply @> to_jsonb(relation);
  RETURN jsonb_build_object('differences', coalesce(differences, '[]'));
END $$;

REVOKE ALL ON FUNCTION user_registration.compare_page(jsonb) FROM PUBLIC;
