import { useState } from 'preact/hooks';
import type { Complaint, ReconcileRun, StartedRun } from '../feed/documents';
import { change } from './feed';
import { brief, visible } from './format';
import { Notice } from './notice';
import { Outcome } from './outcome';
import { complaintOf } from './use-feed';

interface Props {
  readonly runs: readonly ReconcileRun[];
  readonly allowed: boolean;
  readonly onStart: (run: StartedRun) => void;
}

/** The last runs; one that was stopped can go on. */
export function RunTable({ runs, allowed, onStart }: Props) {
  const [error, setError] = useState<Complaint>();
  const resume = (id: string) => () =>
    void change<StartedRun>('reconcile/resume', { id }).then(onStart, (refused: unknown) =>
      setError(complaintOf(refused)),
    );
  if (runs.length === 0) return <p class="dim">No run yet.</p>;
  return (
    <>
      <h2>Runs</h2>
      <Notice error={error} />
      <div class="scroll" tabIndex={0} role="group" aria-label="Runs">
        <table>
          <thead>
            <tr>
              {['Run', 'State', 'Mends', 'Users', 'Mended', 'Left', 'Why', 'Started'].map((title) => (
                <th key={title}>{title}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {runs.map((run) => (
              <tr key={run.run_id}>
                <td class="mono" title={run.run_id}>
                  {brief(run.run_id)}
                </td>
                <td>
                  <Outcome of={run.state} />{' '}
                  {allowed && run.state === 'stopped' && (
                    <button type="button" onClick={resume(run.run_id)}>
                      Go on
                    </button>
                  )}
                </td>
                <td>{run.settings.apply.join(', ') || 'compares alone'}</td>
                <td>{run.settings.cognito_id ? 'one' : run.users.toLocaleString('en')}</td>
                <td>{mendedBy(run)}</td>
                <td>{run.report?.drift}</td>
                <td title={`by ${visible(run.settings.by)}`}>{visible(run.settings.reason)}</td>
                <td class="mono">{run.started_at.slice(0, 19)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function mendedBy({ report }: ReconcileRun): string {
  if (!report) return '';
  const { registered, removed, failed } = report;
  return [
    registered && `${registered} registered`,
    removed && `${removed} removed`,
    failed && `${failed} failed`,
  ]
    .filter(Boolean)
    .join(', ');
}
