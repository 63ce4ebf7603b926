-- Remembers what an event did, in place of an earlier answer to it that did not bind.
CREATE OR REPLACE FUNCTION public.remember_registration(done public.user_registrations) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM public.user_registrations WHERE envelope_id = done.envelope_id AND cognito_id = done.cognito_id;
  INSERT INTO public.user_registrations SELECT done.*;
END $$;

REVOKE ALL ON FUNCTION public.remember_registration(public.user_registrations) FROM PUBLIC;
