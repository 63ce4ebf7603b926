import { useRef } from 'preact/hooks';
import type { About, ExecutionRow, ExecutionsDocument } from '../feed/documents';
import { ask } from './feed';
import { brief, duration, shortClock, visible } from './format';
import { Notice } from './notice';
import { Outcome } from './outcome';
import { nameOf } from './registration-strip';
import { go, type Place, refine } from './router';
import { useFeed } from './use-feed';
import { VirtualList } from './virtual-list';

/** What the list keeps between two questions: only what changed comes over the wire. */
interface Kept {
  readonly key: string;
  readonly version: number;
  readonly rows: ReadonlyMap<string, ExecutionRow>;
  readonly sorted: readonly ExecutionRow[];
  readonly steps: readonly string[];
}

const ALL: readonly [value: string, text: string][] = [
  ['', 'every outcome'],
  ['registered,duplicate', 'went well'],
  ['rejected,parked', 'not registered'],
  ['failed,timed out', 'to be delivered again'],
  ['running', 'running'],
];

/** Every execution, the newest first; what is looked for stands in the address. */
export function Executions({ about, place, reveal }: { about: About; place: Place; reveal: boolean }) {
  const { query } = place;
  const filter = {
    q: query.get('q') ?? '',
    outcome: query.get('outcome') ?? '',
    step: query.get('step') ?? '',
    hours: query.get('hours') ?? '24',
  };
  const key = JSON.stringify([filter, reveal]);
  const kept = useRef<Kept>({ key, version: 0, rows: new Map(), sorted: [], steps: [] });
  const { data, error } = useFeed(key, about.pollEvery, async () => {
    const before =
      kept.current.key === key ? kept.current : { ...kept.current, key, version: 0, rows: new Map() };
    const answer = await ask<ExecutionsDocument>('executions', {
      ...filter,
      after: before.version,
      reveal: reveal ? 1 : undefined,
    });
    kept.current = merge(before, answer);
    return kept.current;
  });
  const rows = data?.sorted ?? [];
  return (
    <main class="page fill">
      <h1>Executions</h1>
      <form class="filters" role="search" onSubmit={(event) => event.preventDefault()}>
        <input
          type="search"
          aria-label="Search by Cognito id, e-mail, failure id or text"
          placeholder="Cognito id, e-mail, failure id, error …"
          value={filter.q}
          onInput={(event) => refine(place, { q: event.currentTarget.value })}
        />
        <Choose
          label="Outcome"
          value={filter.outcome}
          options={ALL}
          onChange={(outcome) => refine(place, { outcome }, false)}
        />
        <Choose
          label="Failed step"
          value={filter.step}
          options={[
            ['', 'any step'],
            ...(data?.steps ?? []).map((step) => [step, `failed in ${step}`] as [string, string]),
          ]}
          onChange={(step) => refine(place, { step }, false)}
        />
        <Choose
          label="How far back"
          value={filter.hours}
          options={[
            ['1', 'last hour'],
            ['3', 'last 3 hours'],
            ['24', 'last day'],
            ['168', 'last week'],
          ]}
          onChange={(hours) => refine(place, { hours: hours === '24' ? undefined : hours }, false)}
        />
        <span class="count" aria-live="polite">
          {data
            ? `${rows.length.toLocaleString('en')} ${rows.length === 1 ? 'execution' : 'executions'}`
            : 'loading …'}
        </span>
      </form>
      <Notice error={error} />
      <div class="table">
        <div class="row head" aria-hidden="true">
          {['Started', 'Outcome', 'User', 'Failed step', 'Error', 'Took', 'Started by', 'Registration'].map(
            (title) => (
              <span key={title} class={title === 'Took' ? 'right' : undefined}>
                {title}
              </span>
            ),
          )}
        </div>
        {data && rows.length === 0 ? (
          <p class="empty">
            No execution fits.{' '}
            {about.feed === 'local' ? 'Sign somebody up under Faults and time.' : 'Look further back.'}
          </p>
        ) : (
          <VirtualList
            rows={rows}
            rowHeight={36}
            label="Executions"
            render={cells}
            onOpen={(row) => go(`/executions/${row.id}`)}
          />
        )}
      </div>
    </main>
  );
}

function cells(row: ExecutionRow) {
  const { startedAt, endedAt } = row;
  return (
    <>
      <span class="mono dim">{shortClock(startedAt)}</span>
      <span>
        <Outcome of={row.outcome} />
      </span>
      <span class="cut" dir="auto">
        {visible(row.user ?? row.cognitoId ?? '')}
      </span>
      <span class="cut">{row.failedStep}</span>
      <span class="cut mono error">{visible(row.error ?? '')}</span>
      <span class="mono right">{endedAt === undefined ? '…' : duration(endedAt - startedAt)}</span>
      <span class="cut">{nameOf(row)}</span>
      <span class="cut mono dim">{brief(row.failureId ?? '')}</span>
    </>
  );
}

interface ChooseProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, text: string])[];
  readonly onChange: (value: string) => void;
}

export function Choose({ label, value, options, onChange }: ChooseProps) {
  const known = options.some(([each]) => each === value) ? options : [...options, [value, value] as const];
  return (
    <select aria-label={label} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
      {known.map(([each, text]) => (
        <option key={each} value={each} selected={each === value}>
          {text}
        </option>
      ))}
    </select>
  );
}

function merge(before: Kept, { rows, gone, version, steps }: ExecutionsDocument): Kept {
  if (rows.length === 0 && gone.length === 0 && before.version > 0) return { ...before, version };
  const all = new Map(before.rows);
  for (const row of rows) all.set(row.id, row);
  for (const id of gone) all.delete(id);
  const sorted = [...all.values()].sort((a, b) => b.startedAt - a.startedAt);
  return { key: before.key, version, rows: all, sorted, steps };
}
