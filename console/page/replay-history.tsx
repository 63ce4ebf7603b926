import type { FailureDocument } from '../feed/documents';
import { executionIdOf, isoClock, visible } from './format';
import { Outcome } from './outcome';
import { Link } from './router';

/** Who replayed it, when, why, and how that ended. */
export function ReplayHistory({ record }: { record: FailureDocument['record'] }) {
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
            <Outcome of={replay.outcome ?? 'running'} /> {isoClock(replay.at)} from {replay.from} by{' '}
            {visible(replay.by)}: “{visible(replay.reason)}”{' '}
            {replay.execution_arn && (
              <Link to={`/executions/${executionIdOf(replay.execution_arn)}`}>its execution</Link>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
