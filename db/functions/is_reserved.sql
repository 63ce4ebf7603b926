-- Is this an address that a row has whose own was taken from it? No user may claim one.
CREATE OR REPLACE FUNCTION user_registration.is_reserved(email text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT email ~* '^released[+].*@example[.]invalid$'
$$;

REVOKE ALL ON FUNCTION user_registration.is_reserved(text) FROM PUBLIC;
