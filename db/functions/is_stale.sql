-- Is an event older than the newest that spoke of this row? The row's updated_at says nothing about that: it belongs to
-- applications as well. So a first event is never stale, and neither is one about a row that nobody has announced yet.
CREATE OR REPLACE FUNCTION user_registration.is_stale(own public.users, event_occurred_at timestamptz) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM user_registration.user_registrations AS r
                  WHERE r.cognito_id = CAST(own.cognito_id AS text) AND r.user_id = CAST(own.id AS text)
                    AND r.occurred_at > event_occurred_at AND user_registration.binds(r))
$$;

REVOKE ALL ON FUNCTION user_registration.is_stale(public.users, timestamptz) FROM PUBLIC;
