-- Did Cognito say that it has this identity no more? A sub never comes back, so whatever an event that was on its way still says,
-- nothing of that user is written again.
CREATE OR REPLACE FUNCTION user_registration.is_gone(of_cognito_id text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM user_registration.user_registrations
                  WHERE cognito_id = of_cognito_id AND operation IN ('released', 'removed'))
$$;

REVOKE ALL ON FUNCTION user_registration.is_gone(text) FROM PUBLIC;
