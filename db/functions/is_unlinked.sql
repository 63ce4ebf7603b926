-- Is this a row that no Cognito user has yet? Then it has the placeholder for its identity.
CREATE OR REPLACE FUNCTION user_registration.is_unlinked(present public.users) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT CAST(present.cognito_id AS text) = 'unlinked:' || CAST(present.id AS text)
$$;

REVOKE ALL ON FUNCTION user_registration.is_unlinked(public.users) FROM PUBLIC;
