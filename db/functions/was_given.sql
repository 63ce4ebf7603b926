-- Has Cognito ever given this member of a user? A registration of an earlier release does not say; what it created is the event's.
CREATE OR REPLACE FUNCTION user_registration.was_given(of_cognito_id text, member text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM user_registration.user_registrations AS r
                  WHERE r.cognito_id = of_cognito_id AND r.rolled_back_at IS NULL
                    AND (member = ANY (r.given) OR (r.given IS NULL AND r.operation = 'created' AND r.after_image ->> member IS NOT NULL)))
$$;

REVOKE ALL ON FUNCTION user_registration.was_given(text, text) FROM PUBLIC;
