-- Raises an error again without personal data: DETAIL quotes whole rows and keys, and the texts of classes 22 and 23 and of
-- an application's own triggers quote values. The SQLSTATE stays, for the workflow picks its lane by it.
CREATE OR REPLACE FUNCTION public.raise_impersonal_error(raised_by text, state text, message text, subject text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = state, MESSAGE = concat_ws(', ', raised_by || ' failed with SQLSTATE ' || state, nullif(subject, ''),
    CASE WHEN left(state, 2) IN ('40', '42', '53', '54', '55', '57') THEN message END);
END $$;

REVOKE ALL ON FUNCTION public.raise_impersonal_error(text, text, text, text) FROM PUBLIC;
