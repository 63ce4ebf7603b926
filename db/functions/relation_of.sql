-- How a user as Cognito lists them stands to users:
--   in_sync          the row says the same, or was told something newer
--   missing          no row
--   changed          the row says something older
--   conflict         they differ, and registering again changes nothing: the e-mail is another identity's, Cognito has the identity
--                    no more, or somebody else has changed the row since it was told
--   not_registrable  not confirmed, or without an e-mail that a row could have
-- A name that ValidateUser writes differently (without invisible characters) may pass for changed once: the row is told then.
CREATE OR REPLACE FUNCTION user_registration.relation_of(listed jsonb) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  told CONSTANT jsonb := user_registration.cognito_attributes(listed);
  sub CONSTANT text := told ->> 'sub';
  identity CONSTANT public.users.cognito_id%TYPE := sub;
  modified_at CONSTANT timestamptz := listed ->> 'UserLastModifiedDate';
  wanted_email CONSTANT text := user_registration.fitting_email(told ->> 'email');
  own public.users;
  newest user_registration.user_registrations;
BEGIN
  IF listed ->> 'UserStatus' = 'UNCONFIRMED' OR wanted_email IS NULL OR user_registration.is_reserved(wanted_email) THEN
    RETURN 'not_registrable';
  END IF;
  SELECT * INTO own FROM public.users WHERE cognito_id = identity;
  IF user_registration.says_the_same(own, told, wanted_email) OR user_registration.moved_since(own, modified_at) THEN RETURN 'in_sync'; END IF;
  newest := user_registration.last_told(own, modified_at);
  IF newest.envelope_id IS NOT NULL THEN
    RETURN CASE WHEN user_registration.is_as_written(own, newest.after_image) THEN 'in_sync' ELSE 'conflict' END;
  END IF;
  IF user_registration.is_gone(sub) OR user_registration.is_refused(sub, wanted_email, modified_at) THEN RETURN 'conflict'; END IF;
  RETURN CASE WHEN own.id IS NULL THEN 'missing' ELSE 'changed' END;
END $$;

REVOKE ALL ON FUNCTION user_registration.relation_of(jsonb) FROM PUBLIC;
