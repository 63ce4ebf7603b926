-- A registration says by which name, and in which pool, its user can be asked about, and which members Cognito has given. What
-- became of the row of somebody else, so that its address was free, is a registration of that identity, in the same envelope:
--
--   moved      Cognito had another address for it, which the row has now, or waits for
--   released   Cognito had it no more; reconcile-users does the rest
--   yielded    an operator decided over the address
--   removed    the user is gone, confirmed, and announced as user.removed
--
-- All columns are nullable: the functions of the release before, which still run for a moment, do not know them.
ALTER TABLE user_registration.user_registrations
  ADD COLUMN IF NOT EXISTS user_pool_id VARCHAR(55),
  ADD COLUMN IF NOT EXISTS username VARCHAR(128),
  ADD COLUMN IF NOT EXISTS given TEXT[],
  DROP CONSTRAINT IF EXISTS user_registrations_operation_is_known,
  ADD CONSTRAINT user_registrations_operation_is_known
    CHECK (operation IN ('created', 'linked', 'updated', 'unchanged', 'stale', 'unproven', 'email_in_use',
                         'moved', 'released', 'yielded', 'removed')) NOT VALID;

ALTER TABLE user_registration.user_registrations VALIDATE CONSTRAINT user_registrations_operation_is_known;
