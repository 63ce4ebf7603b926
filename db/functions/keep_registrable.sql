-- The trigger on users, for whoever writes: a row without an identity gets its placeholder, and the e-mail is in lower case. So
-- an application that knows nothing of cognito_id goes on. In a backfill the row keeps all else, whatever the triggers
-- before this one (an updated_at) have made of it. SECURITY DEFINER, for the writer may not use our schema.
CREATE OR REPLACE FUNCTION user_registration.keep_registrable() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND current_setting('user_registration.backfill', true) = 'on' THEN
    NEW := OLD;
  END IF;
  IF NEW.cognito_id IS NULL THEN
    NEW.cognito_id := user_registration.unlinked_identity(CAST(NEW.id AS text), pg_typeof(NEW.cognito_id));
  END IF;
  NEW.email := lower(NEW.email);
  RETURN NEW;
END $$;

REVOKE ALL ON FUNCTION user_registration.keep_registrable() FROM PUBLIC;
