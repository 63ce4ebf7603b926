-- Remembers what Cognito said of those whom its listing did not name: present is there all the same; who is not was removed, and
-- that is announced.
CREATE OR REPLACE FUNCTION user_registration.note_asked(run user_registration.reconciliations, asked jsonb) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  -- Told twice, because an answer was lost, they count once.
  UPDATE user_registration.reconciliations AS own SET orphans = own.orphans
      - (SELECT count(*) FROM jsonb_to_recordset(coalesce(asked, '[]')) AS a (cognito_id text, present boolean)
          WHERE a.present AND NOT EXISTS (SELECT FROM user_registration.listed_identities AS l
                                           WHERE l.cognito_id = a.cognito_id AND l.listed_at >= run.started_at))
   WHERE own.run_id = run.run_id;
  INSERT INTO user_registration.listed_identities AS known (cognito_id, user_pool_id, username, listed_at)
  SELECT a.cognito_id, run.user_pool_id, a.username, clock_timestamp()
    FROM jsonb_to_recordset(coalesce(asked, '[]')) AS a (cognito_id text, username text, present boolean) WHERE a.present
  ON CONFLICT (cognito_id) DO UPDATE SET listed_at = excluded.listed_at, relation = NULL, outcome = NULL;
  UPDATE user_registration.user_registrations AS r SET executions = ARRAY[run.run_id]
    FROM jsonb_to_recordset(coalesce(asked, '[]')) AS a (cognito_id text, present boolean)
   WHERE NOT a.present AND r.cognito_id = a.cognito_id AND r.operation = 'removed' AND r.executions = '{}';
END $$;

REVOKE ALL ON FUNCTION user_registration.note_asked(user_registration.reconciliations, jsonb) FROM PUBLIC;
