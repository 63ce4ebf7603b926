-- What Cognito answered, as a list; the workflow of the release before gave one answer alone.
CREATE OR REPLACE FUNCTION user_registration.all_answers(asked jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE jsonb_typeof(asked) WHEN 'array' THEN asked WHEN 'object' THEN jsonb_build_array(asked) ELSE '[]' END
$$;

REVOKE ALL ON FUNCTION user_registration.all_answers(jsonb) FROM PUBLIC;
