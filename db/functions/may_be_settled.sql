-- May a conflict of a run be settled by what the run has mended since?
CREATE OR REPLACE FUNCTION user_registration.may_be_settled(run user_registration.reconciliations) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM user_registration.listed_identities AS l WHERE l.listed_at >= run.started_at AND l.relation = 'conflict')
     AND (EXISTS (SELECT FROM user_registration.listed_identities AS l WHERE l.listed_at >= run.started_at AND l.outcome = 'registered')
          OR EXISTS (SELECT FROM user_registration.listed_identities AS l JOIN public.users AS u ON CAST(u.cognito_id AS text) = l.cognito_id
                      WHERE user_registration.has_lost_address(l.cognito_id, run.started_at) AND NOT user_registration.is_reserved(u.email))
          OR EXISTS (SELECT FROM user_registration.user_registrations AS r WHERE r.operation = 'removed' AND r.persisted_at >= run.started_at))
$$;

REVOKE ALL ON FUNCTION user_registration.may_be_settled(user_registration.reconciliations) FROM PUBLIC;
