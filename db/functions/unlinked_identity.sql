-- The placeholder for the identity of a row that no Cognito user has yet. It cannot collide: a Cognito sub is a UUID, and
-- register_user refuses who says to be a placeholder. Where the column takes only UUIDs it is one that is made from the id.
CREATE OR REPLACE FUNCTION user_registration.unlinked_identity(id text, of_type regtype) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN of_type = CAST('uuid' AS regtype) THEN CAST(CAST(md5('unlinked:' || id) AS uuid) AS text)
    WHEN length(id) > 100 THEN 'unlinked:' || md5(id)
    ELSE 'unlinked:' || id
  END
$$;

REVOKE ALL ON FUNCTION user_registration.unlinked_identity(text, regtype) FROM PUBLIC;
