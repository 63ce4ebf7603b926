-- The address of a row that has none of its own: nobody can receive mail there (RFC 2606), and no event may claim it.
CREATE OR REPLACE FUNCTION user_registration.placeholder_email(user_id text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT 'released+' || lower(user_id) || '@example.invalid'
$$;

REVOKE ALL ON FUNCTION user_registration.placeholder_email(text) FROM PUBLIC;
