import type { Session } from './engine';

/** What `register_user` takes. */
export interface Registration {
  envelope_id: string;
  occurred_at: string;
  user_id: string;
  cognito_id: string;
  email: string;
  email_verified: boolean;
  name: string | null;
  phone: string | null;
  identity_provider: string;
  execution?: string;
  /** One answer, as the release before gave it, or all. */
  asked?: Record<string, unknown> | readonly Record<string, unknown>[] | null;
  notes?: string[];
  origin?: 'sign-up' | 'reconcile' | 'operator';
  user_pool_id?: string;
  username?: string;
  created_at?: string;
  on_user_deleted?: 'anonymise' | 'relink' | 'delete';
}

export interface Answer {
  operation: string;
  persisted_at?: string;
  user: Record<'id' | 'cognito_id' | 'email', string> | null;
  holder?: Record<'cognito_id' | 'user_id', string> & { known?: boolean; since?: string };
  /** Whom Cognito is to be asked about. */
  ask?: { cognito_id: string; username?: string };
}

/** What Cognito says when it is asked about Ann, but for what is said. */
export function asked(but: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    cognito_id: 'ann-sub',
    exists: true,
    email: 'Ann@Example.org',
    email_verified: true,
    native: true,
    ...but,
  };
}

/** Ann's registration, but for what is said. */
export function registration(but: Partial<Registration> = {}): Registration {
  return {
    envelope_id: 'envelope-1',
    occurred_at: '2026-01-01T00:00:00.000Z',
    user_id: 'ann',
    cognito_id: 'ann-sub',
    email: 'ann@example.org',
    email_verified: true,
    name: 'Ann',
    phone: '+4915112345678',
    identity_provider: 'cognito',
    ...but,
  };
}

/** Registers as the state UpsertUser does. */
export async function register(session: Session, but: Partial<Registration> = {}): Promise<Answer> {
  const sql = 'SELECT register_user(CAST($1 AS jsonb))::text AS answer';
  const [row] = await session.query(sql, [JSON.stringify(registration(but))]);
  return JSON.parse(String(row?.answer)) as Answer;
}

/** Rolls back as the state RollBackUser does. */
export async function rollBack(
  session: Session,
  envelopeId = 'envelope-1',
  failedExecutions: string[] = [],
): Promise<{ rolled_back: boolean; reason: string }> {
  const failure = JSON.stringify({ envelope_id: envelopeId, failed_executions: failedExecutions });
  const [row] = await session.query('SELECT roll_back_registration(CAST($1 AS jsonb))::text AS answer', [
    failure,
  ]);
  return JSON.parse(String(row?.answer)) as { rolled_back: boolean; reason: string };
}
