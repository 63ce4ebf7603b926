-- Can a newcomer have an address that somebody else's row has? Goes from holder to holder, for who moved may want the address of
-- the next one, and answers one of
--   { leaving: [{ user_id, cognito_id, operation, new_email?, … }] }   who has to leave, and for where: the way is free
--   { ask: { cognito_id, username? } }                          Cognito has to be asked about this one first
--   { known }                                                   the first holder has it, or nobody knows who that is (known false)
-- Two who swapped addresses meet in the newcomer: who comes to the newcomer's own row has found a free place.
CREATE OR REPLACE FUNCTION user_registration.find_way(address text, newcomer text, asked jsonb, pool text) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  seat text := address;
  holder public.users;
  judged jsonb;
  leaving jsonb := '[]';
BEGIN
  LOOP
    SELECT * INTO holder FROM public.users WHERE email = seat FOR UPDATE;
    EXIT WHEN holder.id IS NULL OR CAST(holder.cognito_id AS text) = newcomer
      OR leaving @> jsonb_build_array(jsonb_build_object('user_id', CAST(holder.id AS text)));
    judged := user_registration.judge_holder(holder, asked, pool);
    IF judged -> 'ask' IS NOT NULL OR (judged -> 'operation' IS NULL AND seat = address) THEN RETURN judged; END IF;
    -- The next one stays: who wanted that address has a placeholder until they are registered anew.
    EXIT WHEN judged -> 'operation' IS NULL;
    leaving := leaving || (judged || jsonb_build_object('user_id', CAST(holder.id AS text), 'cognito_id', CAST(holder.cognito_id AS text)));
    seat := judged ->> 'new_email';
    EXIT WHEN seat IS NULL;
  END LOOP;
  RETURN jsonb_build_object('leaving', leaving);
END $$;

REVOKE ALL ON FUNCTION user_registration.find_way(text, text, jsonb, text) FROM PUBLIC;
