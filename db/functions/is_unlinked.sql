-- Is this a row that no Cognito user has yet? Then it has the placeholder for its identity.
CREATE OR REPLACE FUNCTION user_registration.is_unlinked(present public.users) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN CAST(present.cognito_id AS text) = user_registration.unlinked_identity(CAST(present.id AS text), pg_typeof(present.cognito_id));
END $$;

REVOKE ALL ON FUNCTION user_registration.is_unlinked(public.users) FROM PUBLIC;
