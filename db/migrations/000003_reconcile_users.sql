-- A comparison of the user pool with users, from its first page to its report: one row for each run of reconcile-users.
CREATE TABLE IF NOT EXISTS user_registration.reconciliations (
  run_id VARCHAR(80) CONSTRAINT reconciliations_pkey PRIMARY KEY,
  user_pool_id VARCHAR(55) NOT NULL,
  -- The execution that is at work on it. Another one that goes on with the run takes its place, and then it may do nothing more.
  execution TEXT NOT NULL,
  -- apply, and where they were given cognito_id, expect, rate, silent, reason and by
  settings JSONB NOT NULL,
  started_at TIMESTAMPTZ NOT NULL,
  -- The token of the page that is compared; null at the first.
  position TEXT,
  -- Whether every page was compared, so that the orphans are looked for.
  is_listed BOOLEAN NOT NULL DEFAULT false,
  -- Identities that the finished listing did not name; null until then.
  orphans BIGINT,
  -- Whether the pool was listed once more, because what the run has mended may settle a conflict.
  is_listed_again BOOLEAN NOT NULL DEFAULT false,
  ended_at TIMESTAMPTZ,
  report JSONB
);

-- Whom Cognito listed last, when, and how that agreed with users. What of it is older than a run, the run has not seen.
CREATE TABLE IF NOT EXISTS user_registration.listed_identities (
  cognito_id VARCHAR(128) CONSTRAINT listed_identities_pkey PRIMARY KEY,
  user_pool_id VARCHAR(55) NOT NULL,
  username VARCHAR(128) NOT NULL,
  listed_at TIMESTAMPTZ NOT NULL,
  -- Null for somebody whom Cognito has, though no listing named them.
  relation VARCHAR(16)
    CONSTRAINT listed_identities_relation_is_known CHECK (relation IN ('in_sync', 'missing', 'changed', 'conflict', 'not_registrable')),
  -- How the registration ended that the difference led to.
  outcome VARCHAR(16),
  -- Whether Cognito had the address of their row for them. Null where there was no row.
  has_address BOOLEAN
);
