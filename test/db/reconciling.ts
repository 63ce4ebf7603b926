import type { Session } from './engine';
import { POOL, type PoolUser } from './pool';

type Document = Record<string, unknown>;

/** A reconciliation as the workflow runs it, in one session. */
export interface Reconciliation {
  /** Compares a page of these users, by their `sub`; answers the `sub` of who differs, and how. */
  compare(users: Record<string, ListedUser>, more?: Document): Promise<Record<string, string>>;
  /** Whom the listing did not name. */
  orphans(more?: Document): Promise<{ found: number; refused?: string; orphans: Document[] }>;
  remove(cognitoId: string, policy?: string): Promise<Document>;
  /** The report, without what it counts none of. */
  end(): Promise<Document>;
}

/** A user as Cognito lists them. */
export interface ListedUser extends PoolUser {
  status?: string;
  name?: string;
  given_name?: string;
  phone_number?: string;
}

/** Begins as the state BeginRun does. */
export async function begin(
  session: Session,
  { settings = {}, ...but }: Document & { settings?: Document } = {},
): Promise<Document> {
  return call(session, 'begin_reconciliation', {
    ...{ run_id: 'run-1', execution: 'execution-1', user_pool_id: POOL },
    settings: { apply: ['missing', 'changed', 'orphan'], ...settings },
    ...but,
  });
}

/** Begins a run with these settings, and goes on with it. */
export async function reconcile(session: Session, settings: Document = {}): Promise<Reconciliation> {
  await begin(session, { settings });
  const own = { run_id: 'run-1', execution: 'execution-1' };
  return {
    async compare(users, more) {
      const listed = Object.entries(users).map(([sub, user]) => asListed(sub, user));
      const { differences } = await call<{ differences: { cognito_id: string; relation: string }[] }>(
        session,
        'compare_users',
        { ...own, users: listed, ...more },
      );
      return Object.fromEntries(differences.map(({ cognito_id, relation }) => [cognito_id, relation]));
    },
    orphans: (more) => call(session, 'find_orphans', { ...own, limit: 100, ...more }),
    remove: (cognito_id, policy = 'anonymise') =>
      call(session, 'remove_user', { ...own, cognito_id, policy }),
    async end() {
      const report = await call(session, 'end_reconciliation', own);
      return Object.fromEntries(Object.entries(report).filter(([, count]) => count !== 0));
    },
  };
}

async function call<Answer = Document>(session: Session, name: string, input: Document): Promise<Answer> {
  const sql = `SELECT ${name}(CAST($1 AS jsonb))::text AS answer`;
  const [row] = await session.query(sql, [JSON.stringify(input)]);
  return JSON.parse(String(row?.answer)) as Answer;
}

function asListed(sub: string, { username = sub, status, modified_at, email_verified, ...user }: ListedUser) {
  const attributes = { sub, email_verified: String(email_verified ?? true), ...user };
  return {
    Username: username,
    UserStatus: status ?? 'CONFIRMED',
    UserLastModifiedDate: modified_at ?? '2026-01-01T00:00:00.000Z',
    Attributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
  };
}
