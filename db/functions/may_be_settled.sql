-- May a conflict of a run be settled by what the run has mended since?
CREATE OR REPLACE FUNCTION user_registration.may_be_settled(run user_registration.reconciliations, outcomes jsonb) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM user_registration.listed_identities AS l WHERE l.listed_at >= run.started_at AND l.relation = 'conflict')
     AND (outcomes @> '[{"outcome": "registered"}]'
          OR EXISTS (SELECT FROM user_registration.listed_identities AS l WHERE l.listed_at >= run.started_at AND l.outcome = 'registered'))
$$;

REVOKE ALL ON FUNCTION user_registration.may_be_settled(user_registration.reconciliations, jsonb) FROM PUBLIC;
