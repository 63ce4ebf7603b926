-- Has Cognito the address of their row for a user whom it lists? Null where there is no row.
CREATE OR REPLACE FUNCTION user_registration.has_address(listed jsonb) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE
  told CONSTANT jsonb := user_registration.cognito_attributes(listed);
  identity CONSTANT public.users.cognito_id%TYPE := told ->> 'sub';
BEGIN
  RETURN (SELECT u.email = coalesce(user_registration.fitting_email(told ->> 'email'), '') FROM public.users AS u WHERE u.cognito_id = identity);
END $$;

REVOKE ALL ON FUNCTION user_registration.has_address(jsonb) FROM PUBLIC;
