import { useState } from 'preact/hooks';
import type { About, Complaint, LocalDocument, Members } from '../feed/documents';
import { ask, change } from './feed';
import { visible } from './format';
import { Notice } from './notice';
import { Link } from './router';
import { complaintOf, useFeed } from './use-feed';

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

/** What only the local cloud can do: sign somebody up, break things, let time pass, and look behind the scenes. */
export function Local({ about, reveal }: { about: About; reveal: boolean }) {
  const { data, error, again } = useFeed(`local ${reveal}`, about.pollEvery * 2, () =>
    ask<LocalDocument>('local', { reveal: reveal ? 1 : undefined }),
  );
  const [failure, setFailure] = useState<Complaint>();
  const [said, setSaid] = useState('');
  const act = (path: string, body: unknown, done: string) => () => {
    setSaid('…');
    change(path, body).then(
      () => {
        setSaid(done);
        setFailure(undefined);
        again();
      },
      (refused: unknown) => {
        setSaid('');
        setFailure(complaintOf(refused));
      },
    );
  };
  return (
    <main class="page">
      <h1>Faults and time</h1>
      <Notice error={failure ?? error} />
      <p class="dim" aria-live="polite">
        {said || 'Everything here happens in the local cloud alone.'}
      </p>
      <div class="halves">
        <SignUp act={act} />
        <section class="cardbox" aria-label="Time">
          <h2>Time</h2>
          <p>
            Cloud time <span class="mono">{data?.now.replace('T', ' ').slice(0, 19)}</span> UTC
          </p>
          <p class="buttons">
            {(
              [
                ['30 s', 30],
                ['5 min', 300],
                ['30 min: the next delivery', 1800],
                ['2 h', 7200],
                ['a day', 86_400],
              ] as const
            ).map(([title, forwardSeconds]) => (
              <button
                key={title}
                type="button"
                onClick={act('local/time', { forwardSeconds }, `${title} passed.`)}
              >
                + {title}
              </button>
            ))}
          </p>
        </section>
      </div>
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
            disabled={!data?.faults.length}
            onClick={act('local/clear', {}, 'No fault is set.')}
          >
            Clear all
          </button>
        </p>
        <ul class="plain">
          {data?.faults.map(({ id, fault, hits }) => (
            <li key={id}>
              <strong>{hits}</strong> {hits === 1 ? 'hit' : 'hits'} ·{' '}
              <span class="mono">{visible(JSON.stringify(fault))}</span>
            </li>
          ))}
          {data?.faults.length === 0 && <li class="dim">None is set.</li>}
        </ul>
      </section>
      <Rows
        title="Table users"
        rows={data?.users}
        link={(row) => (typeof row.cognito_id === 'string' ? `/user?q=${row.cognito_id}` : undefined)}
      />
      <Rows title="Alerts to operators" rows={data?.inbox} members={['publishedAt', 'subject', 'message']} />
      <Rows title="Mail to users" rows={data?.mailbox} members={['at', 'to', 'subject', 'code']} />
    </main>
  );
}

type Act = (path: string, body: unknown, done: string) => () => void;

function SignUp({ act }: { act: Act }) {
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  return (
    <section class="cardbox" aria-label="Sign somebody up">
      <h2>Sign somebody up</h2>
      <form
        class="inline-form"
        onSubmit={(event) => {
          event.preventDefault();
          act('local/sign-up', { email, name }, `${email} signed up and confirmed; see Executions.`)();
        }}
      >
        <label>
          E-mail
          <input
            type="email"
            required
            value={email}
            placeholder="ada@example.com"
            onInput={(event) => setEmail(event.currentTarget.value)}
          />
        </label>
        <label>
          Name
          <input
            value={name}
            placeholder="Ada Lovelace"
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </label>
        <button class="primary">Sign up and confirm</button>
      </form>
    </section>
  );
}

interface RowsProps {
  readonly title: string;
  readonly rows?: readonly Members[];
  readonly members?: readonly string[];
  readonly link?: (row: Members) => string | undefined;
}

function Rows({ title, rows = [], members = Object.keys(rows[0] ?? {}), link }: RowsProps) {
  return (
    <details open={title === 'Table users'}>
      <summary>
        {title} ({rows.length})
      </summary>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              {members.map((member) => (
                <th key={member}>{member}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <tr key={at}>
                {members.map((member, column) => {
                  const text = visible(
                    typeof row[member] === 'string' ? row[member] : JSON.stringify(row[member] ?? null),
                  ).replaceAll('\\u000a', '\n');
                  const to = column === 0 ? link?.(row) : undefined;
                  return (
                    <td key={member} class="cell" dir="auto">
                      {to ? <Link to={to}>{text}</Link> : text}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
