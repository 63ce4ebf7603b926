-- Does a row say of its user what Cognito says? What Cognito never gave is not Cognito's to take away.
CREATE OR REPLACE FUNCTION user_registration.says_the_same(own public.users, told jsonb, wanted_email text) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
DECLARE
  identity CONSTANT text := own.cognito_id;
  told_name CONSTANT text := coalesce(told ->> 'name', nullif(concat_ws(' ', told ->> 'given_name', told ->> 'family_name'), ''));
  told_phone CONSTANT text := substring(told ->> 'phone_number' FROM '^[+][1-9][0-9]{1,14}$');
BEGIN
  RETURN own.email = wanted_email AND coalesce(own.email_verified, false) = (coalesce(told ->> 'email_verified', 'false') = 'true')
    AND own.name IS NOT DISTINCT FROM user_registration.kept(identity, 'reconcile', 'name', told_name, own.name)
    AND own.phone IS NOT DISTINCT FROM user_registration.kept(identity, 'reconcile', 'phone', told_phone, own.phone);
END $$;

REVOKE ALL ON FUNCTION user_registration.says_the_same(public.users, jsonb, text) FROM PUBLIC;
