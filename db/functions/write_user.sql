-- Writes what an event wants and answers the row; null where the event has none. updated_at is the event's time, even where an
-- application has left a later one: it says as of when the row is what Cognito said. STRICT, because a trigger may drop a write in
-- silence.
-- Triggers of applications expect to find their own tables and functions in public or in the schema of users, so these are on
-- the search path here.
CREATE OR REPLACE FUNCTION user_registration.write_user(operation text, present public.users, wanted public.users) RETURNS public.users
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  written public.users;
BEGIN
  IF operation = 'created' THEN
    INSERT INTO public.users (id, cognito_id, email, name, phone, email_verified, created_at, updated_at)
    VALUES (wanted.id, wanted.cognito_id, wanted.email, wanted.name, wanted.phone, wanted.email_verified,
            wanted.created_at, wanted.updated_at)
    RETURNING * INTO STRICT written;
  ELSIF operation IN ('updated', 'linked') THEN
    UPDATE public.users AS u
       SET cognito_id = wanted.cognito_id, email = wanted.email, name = wanted.name, phone = wanted.phone,
           email_verified = wanted.email_verified, updated_at = wanted.updated_at
     WHERE u.id OPERATOR(pg_catalog.=) present.id
    RETURNING * INTO STRICT written;
  ELSIF operation = 'unchanged' THEN
    written := present;
  END IF;
  RETURN written;
END $$;

REVOKE ALL ON FUNCTION user_registration.write_user(text, public.users, public.users) FROM PUBLIC;
