import { useState } from 'preact/hooks';
import type { ExecutionDocument, ExecutionsDocument, JobDocument } from '../feed/documents';
import { ExecutionRun } from './execution-run';
import { ask } from './feed';
import { executionIdOf, visible } from './format';
import { Notice } from './notice';
import { Outcome } from './outcome';
import type { Place } from './router';
import { useFeed } from './use-feed';

/** The replay as it runs, on the graph. */
export function ReplayRun({
  job,
  failureId,
  place,
  reveal,
  onEnd,
}: {
  job: string;
  failureId: string;
  place: Place;
  reveal: boolean;
  onEnd: () => void;
}) {
  const [isOver, setOver] = useState(false);
  const { data, error } = useFeed(`${job} ${reveal}`, isOver ? 0 : 600, async () => {
    const document = await ask<JobDocument>('job', { id: job });
    const arn = document.results[0]?.execution_arn;
    const id = arn ? executionIdOf(arn) : await newestReplay(failureId);
    const execution =
      id === undefined
        ? undefined
        : await ask<ExecutionDocument>('execution', { id, reveal: reveal ? 1 : undefined }).catch(
            () => undefined,
          );
    if (document.state !== 'running' && (execution?.timeline.outcome !== undefined || arn === undefined)) {
      setOver(true);
      onEnd();
    }
    return { document, execution };
  });
  const result = data?.document.results[0];
  return (
    <div aria-live="polite">
      <Notice error={error} />
      {result ? (
        <p
          class={
            result.outcome === 'registered' || result.outcome === 'duplicate' ? 'notice good' : 'notice bad'
          }
        >
          <Outcome of={result.outcome} />{' '}
          {result.outcome === 'registered'
            ? 'Registered; the record is resolved.'
            : [result.failed_step, visible(result.error ?? '')].filter(Boolean).join(': ')}
        </p>
      ) : (
        <p class="notice">◌ It runs … {data?.document.note}</p>
      )}
      {data?.execution && <ExecutionRun document={data.execution} place={place} reveal={reveal} />}
    </div>
  );
}

/** While it runs, the log knows it by its registration. */
async function newestReplay(failureId: string): Promise<string | undefined> {
  const { rows } = await ask<ExecutionsDocument>('executions', { q: failureId, hours: 1 });
  return rows.find(({ startedBy, outcome }) => startedBy !== 'delivery' && outcome === 'running')?.id;
}
