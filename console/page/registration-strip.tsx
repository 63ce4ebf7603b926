import type { ExecutionRow } from '../feed/documents';
import { duration, shortClock } from './format';
import { Outcome } from './outcome';
import { Link } from './router';

/** Idle time that is not worth a line of its own, in milliseconds. */
const IDLE = 5_000;

/** Every delivery and replay of one registration in a row; the time between them is folded. */
export function RegistrationStrip({ rows, current }: { rows: readonly ExecutionRow[]; current?: string }) {
  if (rows.length === 0) return null;
  return (
    <ol class="strip" aria-label="Every execution of this registration">
      {rows.map((row, at) => {
        const before = rows[at - 1];
        const idle = before ? row.startedAt - (before.endedAt ?? before.startedAt) : 0;
        return (
          <li key={row.id}>
            {idle > IDLE && <span class="idle">{`${duration(idle)} until ${nameOf(row)}`}</span>}
            <Link
              to={`/executions/${row.id}`}
              aria-current={row.id === current ? 'page' : undefined}
              class="card"
            >
              <span>{nameOf(row)}</span> <Outcome of={row.outcome} />
              <small class="dim">
                {shortClock(row.startedAt)}
                {row.failedStep && ` · ${row.failedStep}`}
              </small>
            </Link>
          </li>
        );
      })}
    </ol>
  );
}

export function nameOf({ delivery, startedBy, resumedAt }: ExecutionRow): string {
  if (delivery !== undefined) return `delivery ${delivery}`;
  return resumedAt ? `${startedBy} from ${resumedAt}` : startedBy;
}
