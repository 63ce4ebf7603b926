-- Has Cognito listed a user, at that time or later, with another address than their row had, and has nothing been written of them since?
-- Then the address of the row is perhaps nobody's, and whoever wants it has to be heard.
CREATE OR REPLACE FUNCTION user_registration.has_lost_address(of_cognito_id text, since timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM user_registration.listed_identities AS l
                  WHERE l.cognito_id = of_cognito_id AND l.listed_at >= since AND NOT l.has_address
                    AND NOT EXISTS (SELECT FROM user_registration.user_registrations AS r
                                     WHERE r.cognito_id = l.cognito_id AND r.persisted_at >= l.listed_at
                                       AND r.operation NOT IN ('email_in_use', 'unproven', 'stale')))
$$;

REVOKE ALL ON FUNCTION user_registration.has_lost_address(text, timestamptz) FROM PUBLIC;
