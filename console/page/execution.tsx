import { useState } from 'preact/hooks';
import type { About, ExecutionDocument } from '../feed/documents';
import type { Definition } from '../layout/definition';
import { ask } from './feed';
import { clock, duration, visible } from './format';
import { Graph, Legend } from './graph';
import { Json } from './json';
import { Notice } from './notice';
import { Outcome } from './outcome';
import { RegistrationStrip, nameOf } from './registration-strip';
import { Link, type Place, refine } from './router';
import { runOf } from './run-of-steps';
import { StepPanel } from './step-panel';
import { StepTimeline } from './step-timeline';
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

interface RunProps {
  readonly document: ExecutionDocument;
  readonly place: Place;
  readonly reveal: boolean;
}

/** The graph with its steps, and below it the same over time. */
export function ExecutionRun({ document, place, reveal }: RunProps) {
  const { data: definition, error } = useFeed('definition', 0, () => ask<Definition>('definition'));
  const { timeline, row, events } = document;
  if (!definition) return <Notice error={error} />;
  const chosen = place.query.get('step') ?? defaultStep(document);
  const choose = (step: string) => refine(place, { step });
  return (
    <>
      <div class="split">
        <div class="canvas">
          <Graph
            definition={definition}
            run={runOf(timeline, row, definition)}
            steps={timeline.steps}
            chosen={chosen}
            onChoose={choose}
          />
          <Legend />
        </div>
        <StepPanel
          key={chosen}
          executionId={row.id}
          timeline={timeline}
          definition={definition}
          name={chosen}
          reveal={reveal}
          record={document.record}
        />
      </div>
      <h2>Timeline</h2>
      <StepTimeline timeline={timeline} chosen={chosen} onChoose={choose} />
      <details>
        <summary>Input and output of the execution</summary>
        <div class="halves">
          <Json value={timeline.input} label="Input of the execution" />
          <Json
            value={timeline.output ?? { error: timeline.error, cause: timeline.cause }}
            label="Output of the execution"
          />
        </div>
      </details>
      <details>
        <summary>Events ({events.length})</summary>
        <table>
          <thead>
            <tr>
              <th>#</th>
              <th>At</th>
              <th>Event</th>
              <th>State</th>
              <th>Error</th>
            </tr>
          </thead>
          <tbody>
            {events.map((event) => (
              <tr key={event.id}>
                <td class="mono">{event.id}</td>
                <td class="mono">{clock(event.at)}</td>
                <td>{event.type}</td>
                <td>{event.name}</td>
                <td class="mono error">{visible(event.error ?? '')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}

/** Where it failed, else where it is. */
function defaultStep({ timeline: { steps } }: ExecutionDocument): string {
  const failed = steps.find(({ calls }) => calls.at(-1)?.error !== undefined);
  const task = steps.findLast(({ calls }) => calls.length > 0);
  return (failed ?? task ?? steps.at(-1))?.name ?? '';
}
