import { selectAsOwner } from '../aws/select-as-owner';
import type { Session } from '../aws/session';
import { toTable } from '../terminal/table';
import type { Layout } from '../terminal/terminal';

/** A user whom a run found to differ. */
export interface DifferingUser {
  readonly cognito_id: string;
  readonly relation: string;
  /** How the registration ended that the difference led to; null where there was none. */
  readonly outcome: string | null;
}

/** So many are enough for a page. */
const MOST = 50;

/** Whom a run found to differ, the orphans it left included; the first by their ids. */
export async function differingUsers(session: Session, runId: string): Promise<DifferingUser[]> {
  const rows = await selectAsOwner(session, DIFFERING, runId);
  return rows as unknown as DifferingUser[];
}

const DIFFERING = `SELECT cognito_id, relation, outcome FROM (
    SELECT l.cognito_id, l.relation, l.outcome FROM user_registration.reconciliations AS r
      JOIN user_registration.listed_identities AS l ON l.listed_at >= r.started_at
     WHERE r.run_id = :value AND l.relation IN ('missing', 'changed', 'conflict')
       AND l.cognito_id = coalesce(r.settings ->> 'cognito_id', l.cognito_id)
    UNION ALL
    SELECT o.cognito_id, 'orphan', NULL FROM user_registration.reconciliations AS r, user_registration.orphans_of(r) AS o
     WHERE r.run_id = :value) AS differing
  ORDER BY relation, cognito_id LIMIT ${MOST}`;

/** The list for people; nothing where nobody differs. */
export function printDifferingUsers(users: readonly DifferingUser[], layout: Layout): string[] {
  if (users.length === 0) return [];
  const rows = users.map(({ cognito_id, relation, outcome }) => [cognito_id, relation, outcome ?? '']);
  const more = users.length < MOST ? [] : [`… the first ${MOST}`];
  return ['', ...toTable(layout, ['SUB', 'RELATION', 'MENDED'], rows), ...more];
}
