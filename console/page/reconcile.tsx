import { useState } from 'preact/hooks';
import type { About, ReconcileDocument, StartedRun } from '../feed/documents';
import { ask } from './feed';
import { Notice } from './notice';
import { RunFindings } from './run-findings';
import { RunForm } from './run-form';
import { RunProgress } from './run-progress';
import { RunTable } from './run-table';
import { useFeed } from './use-feed';

/** Does the table say what Cognito says? Runs, what they found, and how far the one under way is. */
export function Reconcile({ about }: { about: About }) {
  const [started, setStarted] = useState<StartedRun>();
  const { data, error, again } = useFeed('reconcile', about.pollEvery * 2, () =>
    ask<ReconcileDocument>('reconcile'),
  );
  const begin = (run: StartedRun) => {
    setStarted(run);
    again();
  };
  const running = data?.runs.find(({ state }) => state === 'running');
  return (
    <main class="page">
      <h1>Reconcile</h1>
      <p class="dim">
        Cognito is the truth and the table users follows it. A difference is mended or reported.
      </p>
      <Notice error={error} />
      {!data && !error && <p class="dim">loading …</p>}
      {(running || started) && (
        <RunProgress
          key={started?.execution_arn}
          runs={data?.runs ?? []}
          running={running}
          started={started}
          allowed={about.allowChanges}
          onEnd={again}
        />
      )}
      {data?.latest && <RunFindings of={data.latest} />}
      {data && about.allowChanges && !running && <RunForm about={about} onStart={begin} />}
      {data && <RunTable runs={data.runs} allowed={about.allowChanges} onStart={begin} />}
    </main>
  );
}
