import type { Session } from '../aws/session';
import { parseCount, parseSince } from '../terminal/parse-option';
import { commandLine } from '../terminal/printed-command';
import { toTable } from '../terminal/table';
import { recordIdOf, starterOf } from '../timeline/execution-input';
import { byExecution, filterLog } from '../timeline/execution-log';
import { formatDuration } from '../timeline/print-timeline';
import { type Timeline, toTimeline } from '../timeline/timeline';
import { examples, type Verb } from './verb';

interface Options {
  readonly since: string;
  readonly limit: string;
}

/** `executions`: what the workflow did lately. */
export const executions: Verb = (program, does) => {
  program
    .command('executions')
    .description('list the latest executions of the workflow, from its log')
    .option('--since <time>', '15m, 24h, 7d or an ISO time', '1h')
    .option('--limit <n>', 'print at most so many, the newest', '50')
    .addHelpText('after', examples('executions --since 15m'))
    .action(does(list));
};

/** Beginnings and ends are enough for a list; the steps are ten times as many events. */
const ENDS = '{ $.type = "Execution*" }';

/** Lists executions from the workflow's log, the newest last. */
async function list(session: Session, { since, limit }: Options): Promise<void> {
  const { terminal } = session;
  const most = parseCount('--limit', limit);
  const log = byExecution(await filterLog(session, ENDS, { from: parseSince(since) }));
  const all = [...log]
    .map(([arn, events]) => toTimeline(arn, events))
    .sort((a, b) => a.startedAt - b.startedAt);
  const shown = all.slice(-most);
  terminal.answer(
    () => (shown.length ? table(session, shown) : [`No executions in the log since ${since}.`]),
    () => ({ count: all.length, executions: shown.map(toDocument) }),
  );
  if (all.length > shown.length)
    terminal.say(`${all.length - shown.length} older ones are not shown: --limit ${all.length}`);
  const latest = shown.findLast(({ outcome }) => outcome !== 'registered') ?? shown.at(-1);
  if (latest) terminal.next(commandLine('show', latest.arn));
}

function table({ terminal: { colours } }: Session, timelines: readonly Timeline[]): string[] {
  const rows = timelines.map((timeline) => [
    new Date(timeline.startedAt).toISOString(),
    timeline.outcome ?? 'running',
    timeline.endedAt === undefined ? '' : formatDuration(timeline.endedAt - timeline.startedAt),
    starterOf(timeline),
    timeline.error ?? recordIdOf(timeline) ?? '',
    timeline.arn,
  ]);
  return toTable(colours, ['STARTED', 'OUTCOME', 'TOOK', 'BY', 'REGISTRATION OR ERROR', 'EXECUTION'], rows);
}

function toDocument(timeline: Timeline): unknown {
  const { arn, startedAt, endedAt, outcome = 'running', error } = timeline;
  return {
    execution_arn: arn,
    started_at: new Date(startedAt).toISOString(),
    ended_at: endedAt === undefined ? undefined : new Date(endedAt).toISOString(),
    outcome,
    started_by: starterOf(timeline),
    replay: starterOf(timeline) === 'replay',
    error,
    failure_id: recordIdOf(timeline),
  };
}
