-- Does an answer bind? Then the event is announced, or is about to be, and every redelivery gets the same answer. One that was
-- taken back, or that wrote and announced nothing, does not: a replay may have better luck.
CREATE OR REPLACE FUNCTION user_registration.binds(done user_registration.user_registrations) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT done.operation IN ('created', 'linked', 'updated', 'unchanged') AND done.rolled_back_at IS NULL
$$;

REVOKE ALL ON FUNCTION user_registration.binds(user_registration.user_registrations) FROM PUBLIC;
