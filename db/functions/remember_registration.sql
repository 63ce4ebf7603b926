-- Remembers what an event did, in place of an earlier answer to it that did not bind.
CREATE OR REPLACE FUNCTION user_registration.remember_registration(done user_registration.user_registrations) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM user_registration.user_registrations WHERE envelope_id = done.envelope_id AND cognito_id = done.cognito_id;
  INSERT INTO user_registration.user_registrations SELECT done.*;
END $$;

REVOKE ALL ON FUNCTION user_registration.remember_registration(user_registration.user_registrations) FROM PUBLIC;
