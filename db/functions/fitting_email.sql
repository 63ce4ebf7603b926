-- An address of Cognito as the table has it, null where the table could not. (For a user whom an event tells of, tasks/shared/user.ts
-- has done this; here it is somebody else, of whom only Cognito told.)
CREATE OR REPLACE FUNCTION user_registration.fitting_email(address text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT fitting FROM (SELECT lower(normalize(btrim(address), NFC)) AS fitting) AS normal
   WHERE fitting ~ '^\S+@[^\s@]+$' AND length(fitting) <= 255
$$;

REVOKE ALL ON FUNCTION user_registration.fitting_email(text) FROM PUBLIC;
