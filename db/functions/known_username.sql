-- By which name this pool knew an identity, null where nobody ever told. It never changes in Cognito, so the oldest counts: a later
-- event that says otherwise is forged. Whom no event told of, a listing did.
CREATE OR REPLACE FUNCTION user_registration.known_username(of_cognito_id text, of_pool text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce(
    (SELECT username FROM user_registration.user_registrations
      WHERE cognito_id = of_cognito_id AND user_pool_id = of_pool AND username IS NOT NULL
      ORDER BY persisted_at LIMIT 1),
    (SELECT username FROM user_registration.listed_identities WHERE cognito_id = of_cognito_id AND user_pool_id = of_pool))
$$;

REVOKE ALL ON FUNCTION user_registration.known_username(text, text) FROM PUBLIC;
