-- A time as events carry it, in UTC and with milliseconds. The pattern is put together because the Data API takes a
-- colon before a letter for a parameter.
CREATE OR REPLACE FUNCTION user_registration.event_time(moment timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT to_char(moment AT TIME ZONE 'UTC', concat_ws(':', 'YYYY-MM-DD"T"HH24', 'MI', 'SS.MS"Z"'))
$$;

REVOKE ALL ON FUNCTION user_registration.event_time(timestamptz) FROM PUBLIC;
