import { useState } from 'preact/hooks';
import type { Complaint, JobDocument } from '../feed/documents';
import { ask, change } from './feed';
import { brief, visible } from './format';
import { Notice } from './notice';
import { Outcome } from './outcome';
import { ReasonForm } from './reason-form';
import { Link } from './router';
import { complaintOf, useFeed } from './use-feed';

interface Props {
  readonly ids: readonly string[];
  readonly onEnd: () => void;
  readonly onClose: () => void;
}

/** Replays many records: one first, the rest if that went well. It stops at the first that fails, pauses and goes on. */
export function BulkReplay({ ids, onEnd, onClose }: Props) {
  const [job, setJob] = useState('');
  const [error, setError] = useState<Complaint>();
  const start = async (reason: string) => {
    try {
      setJob((await change<JobDocument>('bulk', { ids, reason })).id);
    } catch (failure) {
      setError(complaintOf(failure));
    }
  };
  if (job) return <Progress job={job} onEnd={onEnd} onClose={onClose} />;
  return (
    <ReasonForm
      why="Why? It is kept in each record."
      placeholder="the database is back"
      focus
      onGive={(reason) => void start(reason)}
    >
      <button class="primary">
        {ids.length === 1 ? 'Replay it' : `Replay one, then the other ${ids.length - 1}`}
      </button>
      <button type="button" class="quiet" onClick={onClose}>
        not now
      </button>
      <Notice error={error} />
    </ReasonForm>
  );
}

function Progress({ job, onEnd, onClose }: { job: string; onEnd: () => void; onClose: () => void }) {
  const [isOver, setOver] = useState(false);
  const { data, error, again } = useFeed(job, isOver ? 0 : 500, async () => {
    const document = await ask<JobDocument>('job', { id: job });
    if (document.state === 'done') {
      setOver(true);
      onEnd();
    }
    return document;
  });
  if (!data) return <Notice error={error} />;
  const { state, total, results, note } = data;
  const failed = results.filter(({ outcome }) => !WELL.has(outcome));
  const ask_ = (what: 'pause' | 'resume') => () => void change(`bulk/${what}`, { job }).then(again, again);
  return (
    <div class="progress" aria-live="polite">
      <progress value={results.length} max={total} aria-label="Replayed" />
      <p>
        <strong>
          {results.length} of {total}
        </strong>{' '}
        replayed, {results.length - failed.length} well{failed.length > 0 && `, ${failed.length} not`}.{' '}
        {visible(note)}{' '}
        {state === 'running' && total > 1 && (
          <button type="button" onClick={ask_('pause')}>
            Pause
          </button>
        )}
        {state === 'paused' && (
          <button type="button" class="primary" onClick={ask_('resume')}>
            Go on with the other {total - results.length}
          </button>
        )}
        {state !== 'running' && (
          <button type="button" class="quiet" onClick={onClose}>
            close
          </button>
        )}
      </p>
      <Notice error={error} />
      <ul class="plain">
        {failed.map((each) => (
          <li key={each.failure_id}>
            <Outcome of={each.outcome} />{' '}
            <Link to={`/failures/${encodeURIComponent(each.failure_id)}`}>{brief(each.failure_id)}</Link>{' '}
            {each.failed_step} <span class="error">{visible(each.error ?? '')}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

const WELL: ReadonlySet<string> = new Set(['registered', 'duplicate', 'skipped']);
