-- What the newest event that spoke of this row made of it, if that event is as new as this time.
CREATE OR REPLACE FUNCTION user_registration.last_told(own public.users, as_of timestamptz) RETURNS user_registration.user_registrations
LANGUAGE sql STABLE AS $$
  SELECT r.* FROM user_registration.user_registrations AS r
   WHERE r.cognito_id = CAST(own.cognito_id AS text) AND r.user_id = CAST(own.id AS text) AND user_registration.binds(r)
     AND r.occurred_at >= as_of
   ORDER BY r.occurred_at DESC, r.persisted_at DESC LIMIT 1
$$;

REVOKE ALL ON FUNCTION user_registration.last_told(public.users, timestamptz) FROM PUBLIC;
