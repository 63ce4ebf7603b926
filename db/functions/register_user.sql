-- register_user(registration) → { operation, persisted_at, user, holder? }: writes one registered user, whatever runs beside it.
-- registration = { envelope_id, occurred_at, user_id, cognito_id, email, email_verified, name, phone, identity_provider } and,
-- optional: execution (who asks, for roll_back_registration), notes (what of the event was not kept), origin, user_pool_id, username,
-- created_at, on_user_deleted = anonymise | relink | delete, and what Cognito itself said of identities,
-- asked = [{ cognito_id, username?, exists, modified_at, email, email_verified, native }].
-- operation = created | linked | updated | unchanged, with user = { id, cognito_id, email }; and with user null
--   stale         a newer event of this user is announced, or about to be, or the user is gone;
--   unproven      a row that was another's is to be theirs, and it is not proven who they are;
--   email_in_use  the e-mail is another identity's, holder = { cognito_id, user_id, known? }.
-- The last two come with ask = { cognito_id, username? } as long as an answer of Cognito can change them: call again with it.
-- The workflow of the deployment before this one calls it too: add members, never take one away.
-- lock_timeout stands here as well, for a login can lift its own.
CREATE OR REPLACE FUNCTION user_registration.register_user(registration jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET lock_timeout = '2s' AS $$
BEGIN
  RETURN user_registration.try_until_done('register_user', registration);
END $$;

REVOKE ALL ON FUNCTION user_registration.register_user(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION user_registration.register_user(jsonb) TO registration_workflow;
