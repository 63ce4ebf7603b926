import { useState } from 'preact/hooks';
import type { About, ExecutionDocument } from '../feed/documents';
import { ExecutionRun } from './execution-run';
import { ask } from './feed';
import { clock, duration, visible } from './format';
import { Notice } from './notice';
import { Outcome } from './outcome';
import { RegistrationStrip, nameOf } from './registration-strip';
import { Link, type Place } from './router';
import { useFeed } from './use-feed';

interface Props {
  readonly id: string;
  readonly about: About;
  readonly place: Place;
  readonly reveal: boolean;
}

/** One execution: its way through the workflow, what each step did, and when. A step is part of the address. */
export function Execution({ id, about, place, reveal }: Props) {
  const [over, setOver] = useState(false);
  const { data, error } = useFeed(`${id} ${reveal}`, over ? 0 : about.pollEvery, async () => {
    const document = await ask<ExecutionDocument>('execution', { id, reveal: reveal ? 1 : undefined });
    setOver(document.timeline.outcome !== undefined);
    return document;
  });
  if (!data)
    return (
      <main class="page">
        <h1>Execution</h1>
        <Notice error={error} />
        {!error && <p class="dim">loading …</p>}
      </main>
    );
  const { row, registration, record, consoleLink } = data;
  return (
    <main class="page">
      <h1>
        <span class="dim">Execution</span> {nameOf(row)} <Outcome of={row.outcome} />
      </h1>
      <p class="facts">
        {row.user && (
          <span dir="auto">
            {row.cognitoId ? (
              <Link to={`/user?q=${encodeURIComponent(row.cognitoId)}`}>{visible(row.user)}</Link>
            ) : (
              visible(row.user)
            )}
          </span>
        )}
        <span>{clock(row.startedAt)}</span>
        {row.endedAt !== undefined && <span>took {duration(row.endedAt - row.startedAt)}</span>}
        {record && (
          <span>
            <Link to={`/failures/${encodeURIComponent(record.id)}`}>failure record</Link>{' '}
            <Outcome of={record.status} />
          </span>
        )}
        {consoleLink && (
          <a href={consoleLink} target="_blank" rel="noreferrer">
            in the AWS console
          </a>
        )}
        <span class="mono dim cut">{row.arn}</span>
      </p>
      <Notice error={error} />
      {registration.length > 1 && <RegistrationStrip rows={registration} current={row.id} />}
      <ExecutionRun document={data} place={place} reveal={reveal} />
    </main>
  );
}
