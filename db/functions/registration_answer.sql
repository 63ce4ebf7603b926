-- What the workflow gets back. The pattern is put together because the Data API takes a colon before a letter for a parameter.
CREATE OR REPLACE FUNCTION public.registration_answer(operation text, persisted_at timestamptz, image jsonb) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'operation', operation,
    'persisted_at', to_char(persisted_at AT TIME ZONE 'UTC', concat_ws(':', 'YYYY-MM-DD"T"HH24', 'MI', 'SS.MS"Z"')),
    'user', CASE WHEN image IS NOT NULL THEN jsonb_build_object(
      'id', image -> 'id', 'cognito_id', image -> 'cognito_id', 'email', image -> 'email', 'name', image -> 'name',
      'phone', image -> 'phone', 'email_verified', image -> 'email_verified') END)
$$;

REVOKE ALL ON FUNCTION public.registration_answer(text, timestamptz, jsonb) FROM PUBLIC;
