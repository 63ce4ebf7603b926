-- Remembers what an event did, in place of an earlier answer that did not bind. One that binds another user, written while
-- this one waited for other locks, is a unique violation: the rerun sees it.
CREATE OR REPLACE FUNCTION public.remember_registration(done public.user_registrations) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM public.user_registrations AS r
   WHERE r.envelope_id = done.envelope_id
     AND (r.cognito_id = done.cognito_id OR r.operation IN ('stale', 'email_in_use') OR r.rolled_back_at IS NOT NULL);
  INSERT INTO public.user_registrations SELECT done.*;
END $$;

REVOKE ALL ON FUNCTION public.remember_registration(public.user_registrations) FROM PUBLIC;
