-- backfill_users(after, batch) → { last, skipped }: lets the trigger fill what it would have filled, in the rows whose ids follow
-- after (null: from the first), a batch at most. last is null when there are no more. Rows that somebody holds are skipped, so that
-- nobody waits, and counted. The search path is that of write_user: triggers of applications run here too.
CREATE OR REPLACE FUNCTION user_registration.backfill_users(after text, batch int) RETURNS jsonb LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  first_id public.users.id%TYPE := after;
  last_id public.users.id%TYPE;
  skipped bigint;
BEGIN
  -- Two statements, for one with an OR would read the table from its beginning each time.
  IF first_id IS NULL THEN
    SELECT min_id, max_id INTO first_id, last_id FROM (
      SELECT first_value(id) OVER w AS min_id, last_value(id) OVER w AS max_id
        FROM (SELECT id FROM public.users ORDER BY id LIMIT batch) AS b
      WINDOW w AS (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)) AS edges LIMIT 1;
  ELSE
    SELECT min_id, max_id INTO first_id, last_id FROM (
      SELECT first_value(id) OVER w AS min_id, last_value(id) OVER w AS max_id
        FROM (SELECT id FROM public.users WHERE id OPERATOR(pg_catalog.>) first_id ORDER BY id LIMIT batch) AS b
      WINDOW w AS (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)) AS edges LIMIT 1;
  END IF;
  PERFORM set_config('user_registration.backfill', 'on', true);
  UPDATE public.users AS u SET email = u.email WHERE u.id IN (
    SELECT id FROM public.users WHERE id BETWEEN first_id AND last_id AND (cognito_id IS NULL OR email <> lower(email)) FOR UPDATE SKIP LOCKED);
  PERFORM set_config('user_registration.backfill', '', true);
  SELECT count(*) INTO skipped FROM public.users
   WHERE id BETWEEN first_id AND last_id AND (cognito_id IS NULL OR email <> lower(email));
  RETURN jsonb_build_object('last', last_id, 'skipped', skipped);
END $$;

REVOKE ALL ON FUNCTION user_registration.backfill_users(text, int) FROM PUBLIC;
