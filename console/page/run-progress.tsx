import { useState } from 'preact/hooks';
import type { Complaint, ReconcileRun, RunEndDocument, StartedRun } from '../feed/documents';
import { ask, change } from './feed';
import { visible } from './format';
import { Notice } from './notice';
import { ReasonForm } from './reason-form';
import { complaintOf, useFeed } from './use-feed';

interface Props {
  readonly runs: readonly ReconcileRun[];
  readonly running?: ReconcileRun;
  /** What was begun here. */
  readonly started?: StartedRun;
  readonly allowed: boolean;
  readonly onEnd: () => void;
}

/** How far the run under way is, and how the one that was begun here ended. */
export function RunProgress({ runs, running, started, allowed, onEnd }: Props) {
  const [isOver, setOver] = useState(false);
  const { data, error } = useFeed(
    `end ${started?.execution_arn}`,
    started && !isOver ? 1_000 : 0,
    async () => {
      if (!started) return undefined;
      const end = await ask<RunEndDocument>('reconcile/end', {
        id: started.run_id,
        execution: started.execution_arn,
      });
      if (end.is_over) {
        setOver(true);
        onEnd();
      }
      return end;
    },
  );
  return (
    <section class="cardbox progress" aria-label="The run" aria-live="polite">
      <Notice error={error} />
      {running && <Bar running={running} before={before(runs)} />}
      {running && allowed && <Stop />}
      {data?.is_over && <End of={data} />}
    </section>
  );
}

function Bar({ running, before: most }: { running: ReconcileRun; before?: number }) {
  const { users } = running;
  const about = most === undefined ? '' : ` of about ${most.toLocaleString('en')}`;
  return (
    <>
      <progress value={users} max={Math.max(most ?? users + 1, users)} aria-label="Users compared" />
      <p>
        ◌ {users.toLocaleString('en')}
        {about} users compared: “{visible(running.settings.reason)}” by {visible(running.settings.by)}
      </p>
    </>
  );
}

/** So many users had the pool in the last run that listed it whole. */
function before(runs: readonly ReconcileRun[]): number | undefined {
  return runs.find(({ report, settings }) => report && settings.cognito_id === undefined)?.users;
}

function Stop() {
  const [error, setError] = useState<Complaint>();
  const stop = (reason: string) =>
    change('reconcile/stop', { reason }).catch((refused: unknown) => setError(complaintOf(refused)));
  return (
    <details>
      <summary>Stop it…</summary>
      <ReasonForm
        why="Why? What it did stays, and it can go on later."
        placeholder="a busy hour"
        onGive={(reason) => void stop(reason)}
      >
        <button class="danger">Stop</button>
      </ReasonForm>
      <Notice error={error} />
    </details>
  );
}

function End({ of: { refused, error, cause } }: { of: RunEndDocument }) {
  if (refused) return <p class="notice warn">Refused: {visible(refused)}</p>;
  if (error)
    return (
      <p class="notice bad">
        The run has stopped: <span class="mono">{visible(error)}</span> {visible(cause ?? '')}
      </p>
    );
  return <p class="notice good">✓ The run has ended.</p>;
}
