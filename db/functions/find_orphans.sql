-- find_orphans({ run_id, execution, limit, asked?, outcomes? }) → { orphans: [{ cognito_id, user_id, username?, removed_at? }], found, refused?,
-- again? }: whom the finished listing of a run did not name, so many at most, and how many they were. asked = [{ cognito_id, present }]
-- is what became of those who were answered before. A listing proves nothing, so each has to be asked about; and where it looks as if
-- it was not the listing of this pool, nobody is to be removed: refused says why. again, once: the pool is to be listed once more,
-- because somebody's conflict may have been about an address that somebody on a later page, or an orphan, has left.
CREATE OR REPLACE FUNCTION user_registration.find_orphans(search jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET lock_timeout = '2s' AS $$
DECLARE
  run user_registration.reconciliations := user_registration.running_reconciliation(search ->> 'run_id', search ->> 'execution');
  counted bigint;
  found_now jsonb;
  too_many text;
  again boolean;
BEGIN
  PERFORM user_registration.note_outcomes(search -> 'outcomes');
  PERFORM user_registration.note_asked(run, search -> 'asked');
  WITH found AS MATERIALIZED (SELECT * FROM user_registration.orphans_of(run))
  SELECT (SELECT count(*) FROM found),
         (SELECT coalesce(jsonb_agg(jsonb_strip_nulls(to_jsonb(o))), '[]') FROM (SELECT * FROM found LIMIT CAST(search ->> 'limit' AS int)) AS o)
    INTO counted, found_now;
  UPDATE user_registration.reconciliations SET orphans = coalesce(orphans, counted), position = NULL, is_listed = true
   WHERE run_id = run.run_id RETURNING * INTO run;
  too_many := user_registration.too_many_orphans(run);
  again := (found_now = '[]' OR too_many IS NOT NULL) AND NOT run.is_listed_again AND user_registration.may_be_settled(run);
  UPDATE user_registration.reconciliations SET is_listed_again = true, is_listed = false WHERE run_id = run.run_id AND again;
  RETURN jsonb_strip_nulls(jsonb_build_object('orphans', found_now, 'found', run.orphans, 'refused', too_many, 'again', nullif(again, false)));
END $$;

REVOKE ALL ON FUNCTION user_registration.find_orphans(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION user_registration.find_orphans(jsonb) TO registration_workflow;
