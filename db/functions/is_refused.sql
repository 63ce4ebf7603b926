-- Was this user, as of this time, refused an address that is somebody else's, who has it still, as far as anybody knows? What an
-- operator took away stays away, whatever else of the user changes.
CREATE OR REPLACE FUNCTION user_registration.is_refused(sub text, wanted_email text, as_of timestamptz) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM user_registration.user_registrations AS r
                  WHERE r.cognito_id = sub
                    AND (r.operation = 'yielded' OR r.operation IN ('email_in_use', 'unproven') AND r.occurred_at >= as_of))
     AND EXISTS (SELECT FROM public.users AS u WHERE u.email = wanted_email AND CAST(u.cognito_id AS text) <> sub
                  AND NOT user_registration.has_lost_address(CAST(u.cognito_id AS text), '-infinity'))
$$;

REVOKE ALL ON FUNCTION user_registration.is_refused(text, text, timestamptz) FROM PUBLIC;
