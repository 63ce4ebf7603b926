-- Is an event older than what the row shows? An event that found nothing to change left the row's updated_at alone, yet it
-- said how things are at its time, so it counts too.
CREATE OR REPLACE FUNCTION public.is_stale(own public.users, event_occurred_at timestamptz) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT own.id IS NOT NULL
     AND event_occurred_at < greatest(own.updated_at, (SELECT max(r.occurred_at) FROM public.user_registrations AS r
                                                        WHERE r.cognito_id = own.cognito_id AND r.operation = 'unchanged'))
$$;

REVOKE ALL ON FUNCTION public.is_stale(public.users, timestamptz) FROM PUBLIC;
