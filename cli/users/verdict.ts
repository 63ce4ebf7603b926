import type { FailureRecord } from '../failures/failure-record';
import type { PoolUser, UserPicture } from './user-picture';

/** What is to be said of a person in one sentence, and what to type next. */
export interface Verdict {
  readonly well: boolean;
  readonly says: string;
  /** Command lines without the program's name. */
  readonly then: readonly string[];
}

/** Compares what pool, table and records say. A record that is open outweighs all else: it says why. */
export function verdictOf(picture: UserPicture, commandFor: (record: FailureRecord) => string): Verdict {
  const { pool, rows, records } = picture;
  const unfinished = records.findLast(({ status }) => status !== 'resolved' && status !== 'discarded');
  if (unfinished) return stuck(unfinished, rows.length > 0, commandFor(unfinished));
  const [user] = pool;
  const [row] = rows;
  if (pool.length > 1) return bad(`${pool.length} users of the pool have this address; ask by a sub.`);
  if (!user) return withoutUser(picture);
  if (!row) return missing(user, records);
  return compared(user, String(row.email));
}

function stuck(
  { status, disposition, failed_step, error }: FailureRecord,
  hasRow: boolean,
  next: string,
): Verdict {
  const how = status === 'open' ? disposition : status;
  const row = hasRow ? ' There is a row all the same.' : '';
  return { well: false, says: `Not finished: ${how} at ${failed_step}, ${error}.${row}`, then: [next] };
}

function withoutUser(picture: UserPicture): Verdict {
  const { rows, registrations } = picture;
  if (registrations.some(({ operation }) => operation === 'removed'))
    return { well: true, says: 'Removed: gone from the pool, and taken out of the table.', then: [] };
  const [row] = rows;
  if (!row) return nobody(picture);
  const identity = String(row.cognito_id);
  if (identity.startsWith('unlinked:')) return bad('A row of an older table, which nobody has claimed yet.');
  return bad(
    'A row, but no user in the pool: deleted there.',
    `reconcile --apply orphan --user ${identity} --reason "…"`,
  );
}

function nobody({ given, registrations, executions }: UserPicture): Verdict {
  const traces = registrations.length + executions.length > 0;
  return bad(
    traces
      ? 'Neither in the pool nor a row any more; only traces are left.'
      : `Nobody here knows ${given.includes('@') ? 'this address' : 'this id'}.`,
  );
}

function missing(user: PoolUser, records: readonly FailureRecord[]): Verdict {
  if (user.status === 'UNCONFIRMED')
    return bad('Signed up, but not confirmed: nobody is registered before that.');
  const given = records.findLast(({ status }) => status === 'discarded')?.discarded;
  if (given) return bad(`Not registered: given up by ${given.by}: ${given.reason}`, resync(user));
  return bad(
    'In the pool, but no row and no open failure: on its way, or never announced.',
    'status',
    resync(user),
  );
}

function compared({ email, enabled, ...user }: PoolUser, rowEmail: string): Verdict {
  if (email !== undefined && email.toLowerCase() !== rowEmail.toLowerCase())
    return bad('Registered, but the row has another address than the pool.', resync(user));
  return {
    well: true,
    says: enabled ? 'Registered; pool and row agree.' : 'Registered; disabled in the pool.',
    then: [],
  };
}

function resync({ sub }: { readonly sub: string }): string {
  return `resync ${sub} --reason "…"`;
}

function bad(says: string, ...then: readonly string[]): Verdict {
  return { well: false, says, then };
}
