-- An optional member as the row is to have it. An event that does not know it erases nothing, but for a whole snapshot of the
-- user: that clears what Cognito once gave, never what only the older table or an application had.
CREATE OR REPLACE FUNCTION user_registration.kept(of_cognito_id text, origin text, member text, told text, present text) RETURNS text
LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF told IS NULL AND present IS NOT NULL AND origin IN ('reconcile', 'operator')
     AND user_registration.was_given(of_cognito_id, member) THEN
    RETURN NULL;
  END IF;
  RETURN coalesce(told, present);
END $$;

REVOKE ALL ON FUNCTION user_registration.kept(text, text, text, text, text) FROM PUBLIC;
