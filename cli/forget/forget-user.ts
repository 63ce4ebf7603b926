import { selectAsOwner } from '../aws/select-as-owner';
import type { Session } from '../aws/session';
import { UserError } from '../terminal/user-error';

/** What is erased, and who wants it. */
export interface Erasure {
  readonly cognitoId: string;
  readonly policy: 'anonymise' | 'delete';
  readonly by: string;
  readonly reason: string;
}

/**
 * Takes a person out of the database, for good: no event registers them again. Answers whether there is anything to announce. Again, it
 * does the same. Throws a `UserError` where an application's table needs the row.
 */
export async function forgetUser(session: Session, erasure: Erasure): Promise<{ hadRow: boolean }> {
  const { cognitoId, policy, by, reason } = erasure;
  const user_pool_id = await session.output('UserPoolId');
  const person = { cognito_id: cognitoId, user_pool_id, policy, note: `forgotten by ${by}: ${reason}` };
  const sql = 'SELECT user_registration.forget_user(CAST(:value AS jsonb))::text AS answer';
  try {
    const [row] = await selectAsOwner(session, sql, JSON.stringify(person));
    const { user_id } = JSON.parse(String(row?.answer)) as { user_id: string | null };
    return { hadRow: user_id !== null };
  } catch (error) {
    if (policy === 'delete' && /\(23503\)|\(23001\)/.test(String(error))) throw needed(cognitoId);
    throw error;
  }
}

function needed(given: string): UserError {
  return new UserError({
    where: '--row delete',
    what: "a table of an application's refers to the row, and nothing was erased",
    given,
    fix: 'Delete what refers to it first, or give --row anonymise: the row stays, without anything personal.',
  });
}
