-- Cognito's answers about one identity, the newest last; [] where it was not asked. The workflow of an earlier deployment sends one
-- answer and no list. No jsonpath: the Data API could take its question mark for a parameter.
CREATE OR REPLACE FUNCTION user_registration.answers_about(asked jsonb, identity text) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_agg(answer ORDER BY n), '[]')
    FROM jsonb_array_elements(CASE jsonb_typeof(asked) WHEN 'array' THEN asked ELSE jsonb_build_array(asked) END)
         WITH ORDINALITY AS given (answer, n)
   WHERE answer ->> 'cognito_id' = identity
$$;

REVOKE ALL ON FUNCTION user_registration.answers_about(jsonb, text) FROM PUBLIC;
