-- Remembers how registrations have ended that differences led to: [{ cognito_id, outcome }].
CREATE OR REPLACE FUNCTION user_registration.note_outcomes(outcomes jsonb) RETURNS void LANGUAGE sql AS $$
  UPDATE user_registration.listed_identities AS known SET outcome = ended.outcome
    FROM jsonb_to_recordset(coalesce(outcomes, '[]')) AS ended (cognito_id text, outcome text)
   WHERE known.cognito_id = ended.cognito_id
$$;

REVOKE ALL ON FUNCTION user_registration.note_outcomes(jsonb) FROM PUBLIC;
