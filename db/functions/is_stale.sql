-- Is an event older than the newest that spoke of this row? The row's updated_at says nothing about that: it belongs to
-- applications as well. So a first event is never stale, and neither is one about a row that nobody has announced yet.
CREATE OR REPLACE FUNCTION public.is_stale(own public.users, event_occurred_at timestamptz) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM public.user_registrations AS r
                  WHERE r.cognito_id = own.cognito_id AND r.user_id = own.id
                    AND r.occurred_at > event_occurred_at AND public.binds(r))
$$;

REVOKE ALL ON FUNCTION public.is_stale(public.users, timestamptz) FROM PUBLIC;
