import type { Session } from '../aws/session';
import { ago } from '../terminal/ago';
import { byExecution, filterLog } from '../timeline/execution-log';
import { type Timeline, toTimeline } from '../timeline/timeline';
import { type Reading, readPart } from './reading';

const HOUR = 3_600_000;
/** The alarm ExecutionsFail rings from this part on. */
const MANY = 0.2;
/** Ends alone: the inputs are most of the log. */
const ENDS = '{ $.type = "Execution*" && $.type != "ExecutionStarted" }';

/** What became of the executions of the last hour. */
export function readOutcomes(session: Session): Promise<Reading> {
  return readPart(session, 'last hour', async () => {
    const from = new Date(session.now() - HOUR);
    const log = byExecution(await filterLog(session, ENDS, { from }));
    const ended = [...log].map(([arn, events]) => toTimeline(arn, events));
    if (ended.length === 0) return { level: 'green', says: 'no executions' };
    const failed = ended.filter(({ outcome }) => outcome === 'failed' || outcome === 'timed out');
    const many = failed.length / ended.length > MANY;
    return {
      level: many ? 'red' : failed.length ? 'yellow' : 'green',
      says: `${countsOf(ended)}${failed.length ? lastError(failed, session.now()) : ''}`,
      then: failed.length ? ['npx registrar executions --outcome failed'] : [],
    };
  });
}

function countsOf(timelines: readonly Timeline[]): string {
  const counts = new Map<string, number>();
  for (const { outcome = 'running' } of timelines) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([outcome, count]) => `${count} ${outcome}`)
    .join(', ');
}

function lastError(failed: readonly Timeline[], now: number): string {
  const last = failed.reduce((latest, other) =>
    (other.endedAt ?? 0) > (latest.endedAt ?? 0) ? other : latest,
  );
  return `; the last with ${last.error ?? 'no error'}, ${ago(last.endedAt ?? now, now)} ago`;
}
