import { parseCount } from '../parse-count';
import { parseSince } from '../since';
import type { Session } from '../session';
import { toTable } from '../table';
import { byExecution, filterLog } from '../timeline/execution-log';
import { failureIdOf } from '../timeline/failure-id-of';
import { formatDuration } from '../timeline/format-duration';
import { type Timeline, toTimeline } from '../timeline/timeline';

export interface ExecutionsOptions {
  readonly since: string;
  readonly limit: string;
}

/** Beginnings and ends are enough for a list; the steps are ten times as many events. */
const ENDS = '{ $.type = "Execution*" }';

/** Lists executions from the workflow's log, the newest last. */
export async function executions(session: Session, { since, limit }: ExecutionsOptions): Promise<void> {
  const { terminal } = session;
  const most = parseCount('--limit', limit);
  const log = byExecution(await filterLog(session, ENDS, { from: parseSince(since) }));
  const all = [...log]
    .map(([arn, events]) => toTimeline(arn, events))
    .sort((a, b) => a.startedAt - b.startedAt);
  const shown = all.slice(-most);
  terminal.answer(
    () => (shown.length ? table(session, shown) : `No executions in the log since ${since}.`),
    () => ({ count: all.length, executions: shown.map(toDocument) }),
  );
  if (all.length > shown.length)
    terminal.say(`${all.length - shown.length} older ones are not shown: --limit ${all.length}`);
  const latest = shown.findLast(({ outcome }) => outcome !== 'registered') ?? shown.at(-1);
  if (latest) terminal.next(`show ${latest.arn}`);
}

function table({ terminal: { colours } }: Session, timelines: readonly Timeline[]): string {
  const rows = timelines.map((timeline) => [
    new Date(timeline.startedAt).toISOString(),
    timeline.outcome ?? 'running',
    timeline.endedAt === undefined ? '' : formatDuration(timeline.endedAt - timeline.startedAt),
    isReplay(timeline) ? 'replay' : 'delivery',
    timeline.error ?? failureIdOf(timeline) ?? '',
    timeline.arn,
  ]);
  return toTable(colours, ['STARTED', 'OUTCOME', 'TOOK', 'BY', 'REGISTRATION OR ERROR', 'EXECUTION'], rows);
}

function toDocument({ arn, startedAt, endedAt, outcome, error, ...timeline }: Timeline): unknown {
  return {
    execution_arn: arn,
    started_at: new Date(startedAt).toISOString(),
    ended_at: endedAt === undefined ? undefined : new Date(endedAt).toISOString(),
    outcome: outcome ?? 'running',
    replay: isReplay({ input: timeline.input }),
    error,
    failure_id: failureIdOf({ arn, startedAt, ...timeline }),
  };
}

function isReplay({ input = '' }: Pick<Timeline, 'input'>): boolean {
  return input.includes('"resume_at"') && !input.includes('"receiptHandle"');
}
