-- Does a row say of its user what an event made of it? Its other columns are applications' own.
CREATE OR REPLACE FUNCTION user_registration.is_as_written(own public.users, image jsonb) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT (own.email, own.name, own.phone, coalesce(own.email_verified, false)) IS NOT DISTINCT FROM
         (image ->> 'email', image ->> 'name', image ->> 'phone', coalesce(image ->> 'email_verified', 'false') = 'true')
$$;

REVOKE ALL ON FUNCTION user_registration.is_as_written(public.users, jsonb) FROM PUBLIC;
