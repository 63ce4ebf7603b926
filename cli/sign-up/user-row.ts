import { selectAsOwner, type UserRow } from '../aws/select-as-owner';
import type { Session } from '../aws/session';

/** A time in a row, in milliseconds since the epoch: PostgreSQL's text has a space, a short offset or none, which is UTC. */
export function timeOf(text: unknown): number {
  return Date.parse(
    String(text)
      .replace(' ', 'T')
      .replace(/([+-]\d\d)$/, '$1:00')
      .replace(/(\.\d{3})\d+/, '$1')
      .replace(/T[\d:.]+$/, '$&Z'),
  );
}

/** The row of a Cognito user; undefined as long as there is none. */
export async function rowOf(session: Session, cognitoId: string): Promise<UserRow | undefined> {
  return (await selectAsOwner(session, 'SELECT * FROM public.users WHERE cognito_id = :value', cognitoId))[0];
}

/** The rows that an e-mail address, a Cognito id or the id of a row names: at most one each, and nearly always one. */
export function rowsOf(session: Session, given: string): Promise<UserRow[]> {
  const sql =
    'SELECT * FROM public.users WHERE email = lower(:value) OR cognito_id = :value OR CAST(id AS text) = :value';
  return selectAsOwner(session, sql, given);
}

/** What each event about a Cognito id did to its row, the oldest first; without the images of the rows. */
export function registrationsOf(session: Session, cognitoId: string): Promise<UserRow[]> {
  const sql = `SELECT envelope_id, cognito_id, user_id, username, occurred_at, operation, persisted_at, rolled_back_at
    FROM user_registration.user_registrations WHERE cognito_id = :value ORDER BY occurred_at`;
  return selectAsOwner(session, sql, cognitoId);
}

/** Does a row have this e-mail address already? */
export async function isEmailTaken(session: Session, email: string): Promise<boolean> {
  return (
    (await selectAsOwner(session, 'SELECT id FROM public.users WHERE email = lower(:value)', email.trim()))
      .length > 0
  );
}

/** Takes back what one sign-up wrote, if the row is still as it left it. Answers what the database did. */
export async function takeRowBack(session: Session, envelopeId: string): Promise<string> {
  const [answer] = await selectAsOwner(
    session,
    'SELECT user_registration.roll_back_registration(:value)::text AS answer',
    envelopeId,
  );
  const { reason } = JSON.parse(typeof answer?.answer === 'string' ? answer.answer : '{}') as {
    reason?: string;
  };
  return reason ?? 'no answer';
}
