-- What an event does: own is the user's row, other the row of somebody else that has the e-mail, wanted the row as it is to be.
CREATE OR REPLACE FUNCTION user_registration.choose_operation(own public.users, other public.users, wanted public.users,
  occurred_at timestamptz, identity_provider text, asked jsonb) RETURNS text
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN CASE
    WHEN user_registration.is_gone(CAST(wanted.cognito_id AS text)) OR user_registration.is_stale(own, occurred_at) THEN 'stale'
    WHEN user_registration.moved_since(own, occurred_at) THEN 'unchanged'
    WHEN other.id IS NULL AND own.id IS NULL THEN 'created'
    WHEN other.id IS NULL AND (own.email, own.name, own.phone, own.email_verified) IS NOT DISTINCT FROM
         (wanted.email, wanted.name, wanted.phone, wanted.email_verified) THEN 'unchanged'
    WHEN other.id IS NULL THEN 'updated'
    WHEN own.id IS NULL AND user_registration.is_unlinked(other) THEN user_registration.may_link(wanted, identity_provider, asked)
    ELSE 'email_in_use'
  END;
END $$;

REVOKE ALL ON FUNCTION user_registration.choose_operation(public.users, public.users, public.users, timestamptz, text, jsonb) FROM PUBLIC;
