-- What each event did to users: the answer for its redeliveries, and the way back. The images are whole rows of users, so
-- whoever erases a person erases their rows here too (WHERE user_id = the person's id). Under one envelope's id, which is what
-- its sender wrote, two users are two registrations, so that nobody takes the answer, or the place, of another.
CREATE TABLE IF NOT EXISTS user_registration.user_registrations (
  envelope_id VARCHAR(255),
  cognito_id VARCHAR(128) NOT NULL,
  -- The row it found or made, as text whatever type the table has; null when the e-mail belonged to another identity.
  user_id TEXT,
  occurred_at TIMESTAMPTZ NOT NULL,
  operation VARCHAR(16) NOT NULL,
  persisted_at TIMESTAMPTZ NOT NULL,
  before_image JSONB,
  after_image JSONB,
  -- The executions that were given this answer, and so may have announced it.
  executions TEXT[] NOT NULL DEFAULT '{}',
  rolled_back_at TIMESTAMPTZ
);

-- The table of an earlier version is the one above, so what has changed since is changed here. The functions of the release
-- before still run for a moment: they fill no column that they do not know, so notes has to stay nullable.
ALTER TABLE user_registration.user_registrations
  DROP CONSTRAINT IF EXISTS user_registrations_pkey,
  ADD CONSTRAINT user_registrations_pkey PRIMARY KEY (envelope_id, cognito_id),
  DROP CONSTRAINT IF EXISTS user_registrations_operation_is_known,
  ADD CONSTRAINT user_registrations_operation_is_known
    CHECK (operation IN ('created', 'linked', 'updated', 'unchanged', 'stale', 'unproven', 'email_in_use')),
  ALTER COLUMN user_id TYPE TEXT,
  -- What of the event could not be kept, such as a phone number that is none: texts without personal data.
  ADD COLUMN IF NOT EXISTS notes TEXT[];

CREATE INDEX IF NOT EXISTS user_registrations_cognito_id_idx ON user_registration.user_registrations (cognito_id);
CREATE INDEX IF NOT EXISTS user_registrations_user_id_idx ON user_registration.user_registrations (user_id);
