-- The rows of an identity and of an e-mail, locked, for applications do not take the locks of lock_names. In the order of their
-- ids, or two events could wait for each other. Two look-ups: an OR of them is planned as a scan while the table is small, and
-- the plan stays while it grows. Who waited gets a row as it is now, so the caller looks whether it still is what was meant.
CREATE OR REPLACE FUNCTION user_registration.lock_users(of_cognito_id text, of_email text) RETURNS SETOF public.users LANGUAGE plpgsql AS $$
DECLARE
  row_id public.users.id%TYPE;
  -- As the table has it: an identity that is compared as text would not be looked up in an index on uuid.
  identity CONSTANT public.users.cognito_id%TYPE := of_cognito_id;
BEGIN
  FOR row_id IN SELECT id FROM public.users WHERE cognito_id = identity
                UNION SELECT id FROM public.users WHERE email = of_email ORDER BY id LOOP
    RETURN QUERY SELECT * FROM public.users WHERE id = row_id FOR UPDATE;
  END LOOP;
END $$;

REVOKE ALL ON FUNCTION user_registration.lock_users(text, text) FROM PUBLIC;
