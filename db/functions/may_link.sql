-- May a newcomer have a row that was another's and has their e-mail? Only who proved to own the mailbox, to Cognito itself.
-- That an event says so is no proof, as many may write events; asked is what Cognito answered when the workflow asked.
CREATE OR REPLACE FUNCTION user_registration.may_link(wanted public.users, identity_provider text, asked jsonb) RETURNS text
LANGUAGE plpgsql STABLE AS $$
DECLARE
  about CONSTANT jsonb := user_registration.answers_about(asked, CAST(wanted.cognito_id AS text)) -> -1;
BEGIN
  RETURN CASE
    WHEN identity_provider IS DISTINCT FROM 'cognito' OR NOT wanted.email_verified THEN 'email_in_use'
    WHEN about IS NULL THEN 'unproven'
    WHEN (about ->> 'exists', about ->> 'native', about ->> 'email_verified') = ('true', 'true', 'true')
         AND user_registration.fitting_email(about ->> 'email') = wanted.email THEN 'linked'
    ELSE 'email_in_use'
  END;
END $$;

REVOKE ALL ON FUNCTION user_registration.may_link(public.users, text, jsonb) FROM PUBLIC;
