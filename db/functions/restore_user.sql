-- Gives a row its former values back, or deletes it where there were none. The search path is that of write_user.
CREATE OR REPLACE FUNCTION user_registration.restore_user(present public.users, before public.users) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF before.id IS NULL THEN
    DELETE FROM public.users AS u WHERE u.id OPERATOR(pg_catalog.=) present.id;
  ELSE
    UPDATE public.users AS u
       SET cognito_id = before.cognito_id, email = before.email, name = before.name, phone = before.phone,
           email_verified = before.email_verified, updated_at = before.updated_at
     WHERE u.id OPERATOR(pg_catalog.=) present.id;
  END IF;
END $$;

REVOKE ALL ON FUNCTION user_registration.restore_user(public.users, public.users) FROM PUBLIC;
