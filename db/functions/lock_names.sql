-- Locks names until the transaction (or the try) ends, always in the order of their keys, so that two callers never wait for
-- each other in a circle. Two names with one key only wait longer.
CREATE OR REPLACE FUNCTION user_registration.lock_names(names text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  key bigint;
BEGIN
  -- Who has waited for a lock must see what was committed meanwhile. The login is set so, but a login can change that.
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION USING ERRCODE = 'invalid_transaction_state', MESSAGE = 'the isolation has to be READ COMMITTED';
  END IF;
  FOR key IN SELECT DISTINCT hashtextextended(name, 0) AS k FROM unnest(names) AS name ORDER BY k LOOP
    PERFORM pg_advisory_xact_lock(key);
  END LOOP;
END $$;

REVOKE ALL ON FUNCTION user_registration.lock_names(text[]) FROM PUBLIC;
