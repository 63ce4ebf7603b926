-- Takes their addresses from rows whose users do not have them any more: from all at once, so that a swap is possible. The search
-- path is that of write_user.
CREATE OR REPLACE FUNCTION user_registration.leave_addresses(leaving jsonb, as_of timestamptz) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  row_id public.users.id%TYPE;
BEGIN
  FOR row_id IN SELECT left_by ->> 'user_id' FROM jsonb_array_elements(leaving) AS left_by LOOP
    UPDATE public.users AS u
       SET email = user_registration.placeholder_email(CAST(row_id AS text)), email_verified = false, updated_at = as_of
     WHERE u.id OPERATOR(pg_catalog.=) row_id;
  END LOOP;
END $$;

REVOKE ALL ON FUNCTION user_registration.leave_addresses(jsonb, timestamptz) FROM PUBLIC;
