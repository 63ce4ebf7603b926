-- By which name this pool knew an identity, null where nobody ever told. What Cognito listed counts before what an event says, which
-- anybody may have written. It never changes in Cognito, so of events the oldest counts: a later one that says otherwise is forged.
CREATE OR REPLACE FUNCTION user_registration.known_username(of_cognito_id text, of_pool text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce(
    (SELECT username FROM user_registration.listed_identities WHERE cognito_id = of_cognito_id AND user_pool_id = of_pool),
    (SELECT username FROM user_registration.user_registrations
      WHERE cognito_id = of_cognito_id AND user_pool_id = of_pool AND username IS NOT NULL
      ORDER BY persisted_at LIMIT 1))
$$;

REVOKE ALL ON FUNCTION user_registration.known_username(text, text) FROM PUBLIC;
