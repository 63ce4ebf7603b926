-- May a newcomer have the row of the older table that has their e-mail? Only who proved to own the mailbox, to Cognito itself.
-- That an event says so is no proof, as many may write events; asked is what Cognito answered when the workflow asked.
CREATE OR REPLACE FUNCTION user_registration.may_link(wanted public.users, identity_provider text, asked jsonb) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN identity_provider IS DISTINCT FROM 'cognito' OR NOT wanted.email_verified THEN 'email_in_use'
    WHEN asked ->> 'cognito_id' IS DISTINCT FROM CAST(wanted.cognito_id AS text) THEN 'unproven'
    WHEN (asked ->> 'exists', asked ->> 'native', asked ->> 'email_verified') = ('true', 'true', 'true')
         AND lower(normalize(btrim(asked ->> 'email'), NFC)) = wanted.email THEN 'linked'
    ELSE 'email_in_use'
  END
$$;

REVOKE ALL ON FUNCTION user_registration.may_link(public.users, text, jsonb) FROM PUBLIC;
