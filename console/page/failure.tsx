import { useState } from 'preact/hooks';
import type { About, FailureDocument } from '../feed/documents';
import { Discard } from './discard';
import { ask } from './feed';
import { isoClock, visible } from './format';
import { HandOver } from './hand-over';
import { Json } from './json';
import { Notice } from './notice';
import { Outcome } from './outcome';
import { Prospects } from './prospects';
import { RegistrationStrip } from './registration-strip';
import { ReplayForm } from './replay-form';
import { ReplayHistory } from './replay-history';
import type { Place } from './router';
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
        <span>failed last {isoClock(row.lastFailedAt)}</span>
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
      <ReplayHistory record={record} />
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
