-- An envelope's id is what its sender wrote. Under one id two users are two registrations, so that nobody takes the answer, or
-- the place, of another. The functions of the release before still run for a moment: they fill no column that they do not
-- know, so notes has to stay nullable.
ALTER TABLE public.user_registrations
  DROP CONSTRAINT IF EXISTS user_registrations_pkey,
  ADD CONSTRAINT user_registrations_pkey PRIMARY KEY (envelope_id, cognito_id),
  DROP CONSTRAINT IF EXISTS user_registrations_operation_is_known,
  ADD CONSTRAINT user_registrations_operation_is_known
    CHECK (operation IN ('created', 'linked', 'updated', 'unchanged', 'stale', 'unproven', 'email_in_use')),
  -- What of the event could not be kept, such as a phone number that is none: texts without personal data.
  ADD COLUMN IF NOT EXISTS notes TEXT[];
