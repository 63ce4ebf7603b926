-- Raises an error again without personal data: DETAIL quotes whole rows and keys, and the texts of classes 22 and 23 and of
-- an application's own triggers quote values. It names the column or constraint. The workflow picks its lane by the SQLSTATE:
--
--   22, 23  the event's own values: they are none, too long, or against a rule about columns of ours   another event may do better
--   UR001   22 and 23 of anything else: a column, a foreign key, a trigger of an application            an operator has to look
--   others  as PostgreSQL raised them
CREATE OR REPLACE FUNCTION user_registration.raise_impersonal_error(raised_by text, state text, message text, of_table text, subject text,
  raised_in text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  is_foreign CONSTANT boolean := left(state, 2) IN ('22', '23') AND NOT user_registration.is_about_event(state, of_table, subject, raised_in);
BEGIN
  IF is_foreign THEN
    RAISE EXCEPTION USING ERRCODE = 'UR001', MESSAGE = concat_ws(' ',
      raised_by, 'failed with SQLSTATE UR001, not about this registration,', nullif(of_table, ''), nullif(subject, ''), format('(%s)', state));
  END IF;
  RAISE EXCEPTION USING ERRCODE = state, MESSAGE = concat_ws(', ', raised_by || ' failed with SQLSTATE ' || state, nullif(subject, ''),
    CASE WHEN left(state, 2) IN ('25', '40', '42', '53', '54', '55', '57') THEN message END);
END $$;

REVOKE ALL ON FUNCTION user_registration.raise_impersonal_error(text, text, text, text, text, text) FROM PUBLIC;
