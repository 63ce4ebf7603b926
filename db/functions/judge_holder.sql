-- What Cognito's answers say of who has an address in the table:
--   { operation: 'moved', new_email, email_verified, modified_at }  Cognito has another address, or none that fits (new_email is null)
--   { operation: 'released' }                                Cognito has the identity no more
--   { operation: 'yielded' }                                 an operator took it away
--   { ask }                                                  not asked yet, or something newer than the answer is known
--   { known: true }                                          has it in Cognito too
--   { known: false }                                         an older row, a user of another pool: nothing Cognito could tell
-- Gone is who is found neither by username nor by sub. By the sub alone nobody is gone: it names local users only.
CREATE OR REPLACE FUNCTION user_registration.judge_holder(holder public.users, asked jsonb, pool text) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
DECLARE
  identity CONSTANT text := holder.cognito_id;
  username CONSTANT text := nullif(user_registration.known_username(identity, pool), identity);
  is_known CONSTANT boolean := user_registration.known_username(identity, pool) IS NOT NULL;
  about CONSTANT jsonb := user_registration.answers_about(asked, identity);
  present jsonb;
BEGIN
  IF user_registration.is_unlinked(holder) THEN RETURN '{"known": false}'; END IF;
  IF about @> '[{"yields": true}]' THEN RETURN '{"operation": "yielded"}'; END IF;
  present := (SELECT coalesce(jsonb_agg(answer ORDER BY n), '[]') FROM jsonb_array_elements(about) WITH ORDINALITY AS given (answer, n)
               WHERE answer -> 'exists' = 'true');
  IF present -> -1 IS NOT NULL THEN
    IF user_registration.fitting_email(present -> -1 ->> 'email') = holder.email THEN RETURN '{"known": true}'; END IF;
    IF user_registration.is_stale(holder, CAST(present -> -1 ->> 'modified_at' AS timestamptz)) AND jsonb_array_length(present) < 2 THEN
      RETURN jsonb_build_object('ask', jsonb_strip_nulls(jsonb_build_object('cognito_id', identity, 'username', username)));
    END IF;
    RETURN jsonb_build_object('operation', 'moved', 'new_email', user_registration.fitting_email(present -> -1 ->> 'email'),
      'email_verified', coalesce(present -> -1 ->> 'email_verified', 'false') = 'true', 'modified_at', present -> -1 ->> 'modified_at');
  END IF;
  IF username IS NOT NULL AND NOT about @> jsonb_build_array(jsonb_build_object('username', username)) THEN
    RETURN jsonb_build_object('ask', jsonb_build_object('cognito_id', identity, 'username', username));
  ELSIF NOT EXISTS (SELECT FROM jsonb_array_elements(about) AS answer WHERE answer -> 'username' IS NULL) THEN
    RETURN jsonb_build_object('ask', jsonb_build_object('cognito_id', identity));
  END IF;
  RETURN CASE WHEN is_known THEN '{"operation": "released"}' ELSE '{"known": false}' END;
END $$;

REVOKE ALL ON FUNCTION user_registration.judge_holder(public.users, jsonb, text) FROM PUBLIC;
