import { useState } from 'preact/hooks';
import type { About, FailureDocument } from '../feed/documents';
import { Discard } from './discard';
import { ask } from './feed';
import { visible } from './format';
import { HandOver } from './hand-over';
import { Json } from './json';
import { Notice } from './notice';
import { Outcome } from './outcome';
import { RegistrationStrip } from './registration-strip';
import { ReplayForm } from './replay-form';
import { Link, type Place } from './router';
import { useFeed } from './use-feed';

interface Props {
  readonly id: string;
  readonly about: About;
  readonly place: Place;
  readonly reveal: boolean;
}

/** One record: what failed and why, what to do, and the replay. */
export function Failure({ id, about, place, reveal }: Props) {
  const [run, setRun] = useState<'replay' | 'hand-over'>();
  const { data, error, again } = useFeed(`${id} ${reveal}`, about.pollEvery * 2, () =>
    ask<FailureDocument>('failure', { id, reveal: reveal ? 1 : undefined }),
  );
  if (!data)
    return (
      <main class="page">
        <h1>Failure</h1>
        <Notice error={error} />
        {!error && <p class="dim">loading …</p>}
      </main>
    );
  const { row, record, advice, executions, commands, discardCommand, deployedRevision } = data;
  const isClosed = row.status === 'resolved' || row.status === 'discarded';
  return (
    <main class="page">
      <h1>
        <span class="dim">Failure of</span>{' '}
        <span dir="auto">{visible(row.user || 'a message that nobody could read')}</span>{' '}
        <Outcome of={row.status} />
        {row.disposition && !isClosed && <Outcome of={row.disposition} />}
      </h1>
      <p class="facts">
        <span class="mono">{row.id}</span>
        <span>failed last {row.lastFailedAt.slice(0, 19).replace('T', ' ')}</span>
      </p>
      <Notice error={error} />
      <RegistrationStrip rows={executions} />
      <section class="cardbox" aria-label="What happened">
        <p>
          <strong>{row.step}</strong> failed {row.tries === 1 ? 'once' : `${row.tries} times`}:{' '}
          <span class="mono error">{visible(row.error)}</span>
        </p>
        <p class="cause">{visible(row.cause)}</p>
        <p class="notice">{advice}</p>
        <Prospects record={record} deployed={deployedRevision} />
      </section>
      {(run === 'replay' || (run === undefined && row.status !== 'resolved')) && (
        <ReplayForm
          key={row.id}
          failure={data}
          about={about}
          place={place}
          reveal={reveal}
          onStart={() => setRun('replay')}
          onEnd={again}
        />
      )}
      {row.error === 'EmailInUse' && (run === 'hand-over' || (run === undefined && !isClosed)) && (
        <HandOver
          id={row.id}
          place={place}
          reveal={reveal}
          allowed={about.allowChanges}
          onStart={() => setRun('hand-over')}
          onEnd={again}
        />
      )}
      {!isClosed && about.allowChanges && <Discard id={row.id} command={discardCommand} onEnd={again} />}
      <History record={record} />
      <details>
        <summary>The record</summary>
        <Json value={record} label="The record" />
      </details>
      <details>
        <summary>On the command line</summary>
        {commands.map((command) => (
          <pre key={command}>{command}</pre>
        ))}
      </details>
    </main>
  );
}

function Prospects({ record, deployed }: { record: FailureDocument['record']; deployed?: string }) {
  const rollBack = record.roll_back as { rolled_back: boolean | null; reason: string } | undefined;
  const row = !rollBack
    ? 'as the last delivery left it'
    : rollBack.rolled_back === null
      ? `may be there: the roll-back failed (${rollBack.reason})`
      : rollBack.rolled_back
        ? `rolled back (${rollBack.reason})`
        : `left as it was (${rollBack.reason.replaceAll('_', ' ')})`;
  const facts: readonly (readonly [string, string])[] = [
    ['The row', row],
    [
      'The event',
      record.possible_publications ? 'user.persisted may be out already' : 'user.persisted is not out',
    ],
    ['A replay', `starts at ${String(record.resume_at)}`],
    [
      'Definition',
      deployed === record.definition_revision ? 'as it was' : `changed since: ${deployed} runs now`,
    ],
  ];
  return (
    <dl class="facts-list">
      {facts.map(([title, text]) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

function History({ record }: { record: FailureDocument['record'] }) {
  const replays = (record.replays ?? []) as readonly {
    replay_id: string;
    by: string;
    at: string;
    reason: string;
    from: string;
    outcome?: string;
    execution_arn?: string;
  }[];
  if (replays.length === 0) return null;
  return (
    <>
      <h2>Replays</h2>
      <ul class="plain">
        {replays.map((replay) => (
          <li key={replay.replay_id}>
            <Outcome of={replay.outcome ?? 'running'} /> {replay.at.slice(0, 19).replace('T', ' ')} from{' '}
            {replay.from} by {visible(replay.by)}: “{visible(replay.reason)}”{' '}
            {replay.execution_arn && (
              <Link to={`/executions/${replay.execution_arn.split(':').slice(-2).join(':')}`}>
                its execution
              </Link>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
