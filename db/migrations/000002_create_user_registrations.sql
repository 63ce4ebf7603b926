-- What each event did to users: the answer for its redeliveries, and the way back. The images are whole rows of users, so
-- whoever erases a person erases their rows here too (WHERE user_id = the person's id).
CREATE TABLE IF NOT EXISTS public.user_registrations (
  envelope_id VARCHAR(255) CONSTRAINT user_registrations_pkey PRIMARY KEY,
  cognito_id VARCHAR(128) NOT NULL,
  -- The row it found or made; null when the e-mail belonged to another identity.
  user_id VARCHAR(36),
  occurred_at TIMESTAMPTZ NOT NULL,
  operation VARCHAR(16) NOT NULL CONSTRAINT user_registrations_operation_is_known
    CHECK (operation IN ('created', 'linked', 'updated', 'unchanged', 'stale', 'email_in_use')),
  persisted_at TIMESTAMPTZ NOT NULL,
  before_image JSONB,
  after_image JSONB,
  -- The executions that were given this answer, and so may have announced it.
  executions TEXT[] NOT NULL DEFAULT '{}',
  rolled_back_at TIMESTAMPTZ
);

CREATE INDEX IF NOT EXISTS user_registrations_cognito_id_idx ON public.user_registrations (cognito_id);
CREATE INDEX IF NOT EXISTS user_registrations_user_id_idx ON public.user_registrations (user_id);
