import type { LocalDocument, Members } from '../feed/documents';
import type { Act } from './act';
import { visible } from './format';

/** Ways in which the world around the workflow breaks, as the local cloud takes them. */
const FAULTS: readonly (readonly [title: string, help: string, fault: Members])[] = [
  [
    'Database away',
    'every call of UpsertUser is refused until it is cleared',
    {
      service: 'rds-data',
      operation: 'ExecuteStatement',
      caller: 'UpsertUser',
      error: { code: 'AccessDeniedException', message: 'The login may not do that' },
    },
  ],
  [
    'Database wakes up',
    'the next two calls find it resuming',
    {
      service: 'rds-data',
      operation: 'ExecuteStatement',
      error: { code: 'DatabaseResumingException', message: 'The cluster is resuming' },
      times: 2,
    },
  ],
  [
    'Event bus refuses',
    'every user.persisted is refused',
    {
      service: 'events',
      operation: 'PutEvents',
      caller: 'PublishUserPersisted',
      error: { code: 'AccessDeniedException', message: 'The role may not put events' },
    },
  ],
  [
    'Lambda throttled',
    'the next three calls',
    {
      service: 'lambda',
      operation: 'Invoke',
      caller: 'ValidateUser',
      error: { code: 'TooManyRequestsException', message: 'Rate exceeded', status: 429 },
      times: 3,
    },
  ],
  [
    'Alerts lost',
    'SNS takes no alert',
    {
      service: 'sns',
      operation: 'Publish',
      error: { code: 'InternalErrorException', message: 'Try later', status: 500 },
    },
  ],
  [
    'Delivered twice',
    'the next message starts two executions',
    { service: 'states', operation: 'StartSyncExecution', caller: 'pipes', duplicate: true, times: 1 },
  ],
];

/** Breaks things, and shows what is broken. */
export function FaultsBox({ faults, act }: { faults?: LocalDocument['faults']; act: Act }) {
  return (
    <section class="cardbox" aria-label="Faults">
      <h2>Faults</h2>
      <p class="buttons">
        {FAULTS.map(([title, help, fault]) => (
          <button
            key={title}
            type="button"
            title={help}
            onClick={act('local/fault', fault, `${title}: ${help}.`)}
          >
            {title}
          </button>
        ))}
        <button
          type="button"
          class="danger"
          disabled={!faults?.length}
          onClick={act('local/clear', {}, 'No fault is set.')}
        >
          Clear all
        </button>
      </p>
      <ul class="plain">
        {faults?.map(({ id, fault, hits }) => (
          <li key={id}>
            <strong>{hits}</strong> {hits === 1 ? 'hit' : 'hits'} · {meaningOf(fault)}
            <br />
            <small class="mono dim">{visible(JSON.stringify(fault))}</small>
          </li>
        ))}
        {faults?.length === 0 && <li class="dim">None is set. Break something, then sign somebody up.</li>}
      </ul>
    </section>
  );
}

/** In words, for one that was set here. */
function meaningOf(fault: Members): string {
  const known = FAULTS.find(([, , each]) =>
    Object.entries(each).every(([name, value]) => same(fault[name], value)),
  );
  return known ? `${known[0]}: ${known[1]}` : 'set elsewhere';
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
