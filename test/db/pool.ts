import type { Session } from './engine';
import { register, type Answer, type Registration } from './registering';

export const POOL = 'us-east-1_Pool';

/** A user as Cognito has it. */
export interface PoolUser {
  email?: string;
  email_verified?: boolean;
  native?: boolean;
  modified_at?: string;
  /** The name to ask for; the `sub` where it is not said. */
  username?: string;
}

/** What the state AskCognito gets to hear of a pool, users by their `sub`. */
export type Pool = Record<string, PoolUser | undefined>;

/** Registers as the workflow does: asks the pool whenever the database would like to know, and calls again with all answers. */
export async function registerAsking(
  session: Session,
  pool: Pool,
  but: Partial<Registration>,
  meanwhile: () => unknown = () => undefined,
): Promise<Answer & { asked: NonNullable<Answer['ask']>[] }> {
  const asked: NonNullable<Answer['ask']>[] = [];
  const answers: Record<string, unknown>[] = [];
  for (;;) {
    const answer = await register(session, { user_pool_id: POOL, ...but, asked: answers });
    if (!answer.ask || answers.length === 6) return { ...answer, asked };
    asked.push(answer.ask);
    answers.push({ ...answer.ask, ...answerOf(pool, answer.ask) });
    await meanwhile();
  }
}

/** AdminGetUser: by the username, or by the `sub` of a local user. */
function answerOf(pool: Pool, { cognito_id: sub, username = sub }: NonNullable<Answer['ask']>): object {
  const [found, user] =
    Object.entries(pool).find(([id, one]) => one && (one.username ?? id) === username) ??
    Object.entries(pool).find(([id, one]) => one && one.native !== false && id === username) ??
    [];
  if (!user) return { exists: false };
  const { email, email_verified = true, native = true, modified_at } = user;
  return { exists: found === sub, email, email_verified, native, modified_at };
}
