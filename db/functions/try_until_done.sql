-- Runs a try of one of the functions, and again while another writer got in its way and committed first.
CREATE OR REPLACE FUNCTION user_registration.try_until_done(task text, input jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  reruns_left int := 10;
  answer jsonb;
  failed_state text;
  failed_text text;
  failed_schema text;
  failed_table text;
  failed_column text;
  failed_constraint text;
  failed_in text;
BEGIN
  LOOP
    BEGIN
      answer := CASE task
        WHEN 'register_user' THEN user_registration.apply_registration(input)
        WHEN 'roll_back_registration' THEN to_jsonb(user_registration.take_back_registration(input))
        WHEN 'compare_users' THEN user_registration.compare_page(input)
        WHEN 'remove_user' THEN user_registration.remove_orphan(input)
        WHEN 'forget_user' THEN user_registration.forget_person(input)
      END;
      -- What an application deferred to the commit would fail where nobody can tell why, or try again.
      SET CONSTRAINTS ALL IMMEDIATE;
      IF user_registration.is_late() THEN
        RAISE EXCEPTION USING ERRCODE = 'query_canceled', MESSAGE = task || ' took longer than the workflow waits';
      END IF;
      RETURN answer;
    EXCEPTION WHEN OTHERS THEN
      -- Leaving this block undid the try and freed its locks. (A cancelled query is not among OTHERS.)
      GET STACKED DIAGNOSTICS failed_state = RETURNED_SQLSTATE, failed_text = MESSAGE_TEXT, failed_schema = SCHEMA_NAME,
        failed_table = TABLE_NAME, failed_column = COLUMN_NAME, failed_constraint = CONSTRAINT_NAME, failed_in = PG_EXCEPTION_CONTEXT;
      IF reruns_left = 0 OR user_registration.is_late() OR failed_state NOT IN ('23505', '40001', '40P01') THEN
        PERFORM user_registration.raise_impersonal_error(task, failed_state, failed_text, concat_ws('.', quote_ident(nullif(failed_schema, '')), quote_ident(nullif(failed_table, ''))),
          failed_column || failed_constraint, failed_in);
      END IF;
      reruns_left := reruns_left - 1;
    END;
  END LOOP;
END $$;

REVOKE ALL ON FUNCTION user_registration.try_until_done(text, jsonb) FROM PUBLIC;
