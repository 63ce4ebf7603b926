-- Before somebody gets a row that was another's, Cognito is asked once who they are.
CREATE OR REPLACE FUNCTION user_registration.ask_about_newcomer(newcomer text, username text, asked jsonb) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN asked @> jsonb_build_array(jsonb_build_object('cognito_id', newcomer)) THEN '{}'
    ELSE jsonb_build_object('ask', jsonb_strip_nulls(jsonb_build_object('cognito_id', newcomer, 'username', username))) END
$$;

REVOKE ALL ON FUNCTION user_registration.ask_about_newcomer(text, text, jsonb) FROM PUBLIC;
