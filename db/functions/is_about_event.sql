-- Is an error of class 22 or 23 about the values of the event, or does the table refuse every event? An error of class 22 names
-- no column, so it is the event's unless a trigger raised it, which has a line of its own in the context (functions of ours
-- have parameters, those of triggers have none). One of class 23 names a column, or a constraint or index, whose columns are
-- looked up; one without a table was raised by somebody's own hand. What users refers to is never the event's to mend.
CREATE OR REPLACE FUNCTION user_registration.is_about_event(state text, of_table text, subject text, raised_in text) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN left(state, 2) = '22' THEN raised_in !~ 'PL/pgSQL function [^\n]*[(][)] line '
    WHEN to_regclass(of_table) IS DISTINCT FROM CAST('public.users' AS regclass) OR state = '23503' THEN false
    ELSE (
      SELECT coalesce(bool_and(ruled.attname IN
               ('id', 'cognito_id', 'email', 'name', 'phone', 'email_verified', 'created_at', 'updated_at')), false)
        FROM pg_attribute AS ruled
       WHERE ruled.attrelid = CAST('public.users' AS regclass) AND ruled.attnum > 0 AND (ruled.attname = subject OR EXISTS (
         SELECT FROM pg_depend AS d
          WHERE d.refobjid = ruled.attrelid AND d.refobjsubid = ruled.attnum AND (d.classid, d.objid) IN (
            SELECT CAST('pg_constraint' AS regclass), oid FROM pg_constraint WHERE conrelid = ruled.attrelid AND conname = subject
            UNION ALL
            SELECT CAST('pg_class' AS regclass), i.indexrelid FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indexrelid
             WHERE i.indrelid = ruled.attrelid AND c.relname = subject))))
  END
$$;

REVOKE ALL ON FUNCTION user_registration.is_about_event(text, text, text, text) FROM PUBLIC;
