-- Has the row got a newer address than the event knows, on behalf of somebody else's registration? Then the event has nothing new to
-- say, and the row is announced as it is. A row that still waits for its address is not.
CREATE OR REPLACE FUNCTION user_registration.moved_since(own public.users, event_occurred_at timestamptz) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN own.email <> user_registration.placeholder_email(CAST(own.id AS text)) AND EXISTS (
    SELECT FROM user_registration.user_registrations AS r
     WHERE r.cognito_id = CAST(own.cognito_id AS text) AND r.operation = 'moved' AND r.occurred_at > event_occurred_at);
END $$;

REVOKE ALL ON FUNCTION user_registration.moved_since(public.users, timestamptz) FROM PUBLIC;
