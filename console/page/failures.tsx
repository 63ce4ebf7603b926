import { useState } from 'preact/hooks';
import type { About, FailureGroup, FailureRow, FailuresDocument } from '../feed/documents';
import { BulkReplay } from './bulk-replay';
import { Choose } from './executions';
import { ask } from './feed';
import { brief, isoClock, visible } from './format';
import { Notice } from './notice';
import { Outcome } from './outcome';
import { Link, type Place, refine } from './router';
import { useFeed } from './use-feed';

const STATUSES = [
  ['', 'unfinished'],
  ['open', 'open'],
  ['retrying', 'retrying'],
  ['resolved', 'resolved'],
  ['discarded', 'discarded'],
  ['all', 'all'],
] as const;

/** Registrations that failed: by cause, with what to do about it, and one by one. */
export function Failures({ about, place, reveal }: { about: About; place: Place; reveal: boolean }) {
  const status = place.query.get('status') ?? '';
  const step = place.query.get('step') ?? '';
  const text = (place.query.get('q') ?? '').toLowerCase();
  const { data, error, again } = useFeed(`${status} ${reveal}`, about.pollEvery * 2, () =>
    ask<FailuresDocument>('failures', { status, reveal: reveal ? 1 : undefined }),
  );
  const rows = (data?.rows ?? []).filter((row) => fits(row, step, text));
  const steps = [...new Set((data?.rows ?? []).map((row) => row.step))];
  const [bulk, setBulk] = useState<FailureGroup>();
  return (
    <main class="page">
      <h1>Failures</h1>
      <Notice error={error} />
      {bulk && (
        <section class="cardbox" aria-label="Replaying">
          <p>
            Replay of the <strong>{bulk.count}</strong> that failed in <strong>{bulk.step}</strong>:{' '}
            <span class="mono error">{visible(bulk.error)}</span>
          </p>
          <Command of={bulk} />
          <BulkReplay key={bulk.key} ids={bulk.ids} onEnd={again} onClose={() => setBulk(undefined)} />
        </section>
      )}
      {data?.groups.map((group) => (
        <Group
          key={group.key}
          group={group}
          allowed={about.allowChanges}
          disabled={!about.allowChanges || bulk !== undefined}
          onReplay={() => setBulk(group)}
        />
      ))}
      {data && data.groups.length === 0 && <p class="notice good">✓ Nothing is open.</p>}
      <h2>Records</h2>
      <form class="filters" role="search" onSubmit={(event) => event.preventDefault()}>
        <input
          type="search"
          aria-label="Search by id, user, error or cause"
          placeholder="id, user, error, cause …"
          value={place.query.get('q') ?? ''}
          onInput={(event) => refine(place, { q: event.currentTarget.value })}
        />
        <Choose
          label="Status"
          value={status}
          options={STATUSES}
          onChange={(value) => refine(place, { status: value }, false)}
        />
        <Choose
          label="Step"
          value={step}
          options={[['', 'any step'], ...steps.map((each) => [each, each] as const)]}
          onChange={(value) => refine(place, { step: value }, false)}
        />
        <span class="count">
          {data ? `${rows.length} ${rows.length === 1 ? 'record' : 'records'}` : 'loading …'}
        </span>
      </form>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              {['Record', 'Status', 'As', 'Step', 'Error', 'Tries', 'User', 'Failed last'].map((title) => (
                <th key={title}>{title}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, MOST).map((row) => (
              <tr key={row.id}>
                <td class="mono">
                  <Link to={`/failures/${encodeURIComponent(row.id)}`}>{brief(row.id)}</Link>
                </td>
                <td>
                  <Outcome of={row.status} />
                </td>
                <td>{row.disposition}</td>
                <td>{row.step}</td>
                <td class="mono error">{visible(row.error)}</td>
                <td>{row.tries}</td>
                <td dir="auto">{visible(row.user)}</td>
                <td class="mono">{isoClock(row.lastFailedAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > MOST && <p class="dim">The newest {MOST} are shown; search for others.</p>}
    </main>
  );
}

const MOST = 300;

interface GroupProps {
  readonly group: FailureGroup;
  readonly allowed: boolean;
  readonly disabled: boolean;
  readonly onReplay: () => void;
}

function Group({ group, allowed, disabled, onReplay }: GroupProps) {
  const { step, error, cause, advice, count, disposition, ids, lane } = group;
  const newest = `/failures/${encodeURIComponent(ids[0] ?? '')}`;
  return (
    <section class="cardbox group" aria-label={`${count} ${disposition ?? ''} in ${step}`}>
      <p class="group-head">
        <strong class="big">{count}</strong>
        <Outcome of={disposition ?? 'open'} />
        <span>
          in <strong>{step}</strong> · <span class="mono error">{visible(error)}</span>
        </span>
        <span class="dim">{LANES[lane] ?? lane}</span>
        <span class="grow" />
        {count === 1 ? (
          <Link to={newest} class="button">
            Look and replay…
          </Link>
        ) : (
          <>
            <Link to={newest}>look at the newest</Link>
            <button type="button" disabled={disabled} onClick={onReplay}>
              Replay all {count}…
            </button>
          </>
        )}
      </p>
      <p class="dim cause">{visible(cause)}</p>
      <p>{advice}</p>
      {!allowed && <Command of={group} />}
    </section>
  );
}

/** The command line tells failures apart by step and error, not by their causes. */
function Command({ of: { command } }: { of: FailureGroup }) {
  return (
    <p class="dim">
      On the command line, all of this step and error: <code>{command}</code>
    </p>
  );
}

const LANES: Readonly<Record<string, string>> = {
  data: 'this input fails the same way until it is changed',
  transient: 'time alone may heal it',
  operator: 'somebody has to mend it',
};

function fits(row: FailureRow, step: string, text: string): boolean {
  if (step && row.step !== step) return false;
  return !text || [row.id, row.user, row.error, row.cause].join('\n').toLowerCase().includes(text);
}
