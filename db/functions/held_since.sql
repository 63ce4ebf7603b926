-- Since when the row has its e-mail address: since the first event that wrote it after the last that wrote another one, and without
-- one since the row was made.
CREATE OR REPLACE FUNCTION user_registration.held_since(holder public.users) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  WITH written AS (
    SELECT r.occurred_at, r.after_image ->> 'email' = holder.email AS has_it
      FROM user_registration.user_registrations AS r
     WHERE r.cognito_id = CAST(holder.cognito_id AS text) AND r.after_image IS NOT NULL AND user_registration.binds(r))
  SELECT coalesce(
    (SELECT min(occurred_at) FROM written
      WHERE has_it AND occurred_at > coalesce((SELECT max(occurred_at) FROM written WHERE NOT has_it), '-infinity')),
    CAST(holder.created_at AS timestamptz))
$$;

REVOKE ALL ON FUNCTION user_registration.held_since(public.users) FROM PUBLIC;
