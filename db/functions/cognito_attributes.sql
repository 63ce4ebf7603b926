-- The attributes of a user as Cognito lists them, by their names; blank ones are none.
CREATE OR REPLACE FUNCTION user_registration.cognito_attributes(listed jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(jsonb_object_agg(attribute ->> 'Name', btrim(attribute ->> 'Value')), '{}')
    FROM jsonb_array_elements(listed -> 'Attributes') AS attribute
   WHERE btrim(attribute ->> 'Value') <> ''
$$;

REVOKE ALL ON FUNCTION user_registration.cognito_attributes(jsonb) FROM PUBLIC;
