-- Refuses what ValidateUser never lets through, and names the member, not its value: COLUMN survives raise_impersonal_error.
CREATE OR REPLACE FUNCTION user_registration.check_registration(registration jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  missing text := (SELECT string_agg(member, ', ' ORDER BY member)
                     FROM unnest(ARRAY['envelope_id', 'occurred_at', 'user_id', 'cognito_id', 'email']) AS member
                    WHERE coalesce(registration ->> member, '') = '');
BEGIN
  IF missing IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = 'members are missing', COLUMN = missing;
  END IF;
  -- It would take the placeholder of an older row for its own.
  IF starts_with(registration ->> 'cognito_id', 'unlinked:') THEN
    RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'the prefix is reserved', COLUMN = 'cognito_id';
  END IF;
  IF user_registration.is_reserved(registration ->> 'email') THEN
    RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'the address is reserved', COLUMN = 'email';
  END IF;
END $$;

REVOKE ALL ON FUNCTION user_registration.check_registration(jsonb) FROM PUBLIC;
