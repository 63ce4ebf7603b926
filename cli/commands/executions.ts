import type { Session } from '../aws/session';
import { speaksOf } from '../failures/speaks-of';
import { when } from '../terminal/ago';
import { parseCount, parseSince } from '../terminal/parse-option';
import { commandLine } from '../terminal/printed-command';
import { executionIdOf, shortId, shortIds } from '../terminal/short-id';
import { toTable } from '../terminal/table';
import { recordIdOf, starterOf } from '../timeline/execution-input';
import { byExecution, filterLog } from '../timeline/execution-log';
import { formatDuration } from '../timeline/print-timeline';
import { type Timeline, toTimeline } from '../timeline/timeline';
import { examples, type Verb } from './verb';

interface Options {
  readonly since: string;
  readonly limit: string;
  readonly outcome?: string;
  readonly error?: string;
  readonly user?: string;
}

/** `executions`: what the workflow did lately. */
export const executions: Verb = (program, does) => {
  program
    .command('executions')
    .description('list the latest executions of the workflow, from its log')
    .option('--since <time>', '15m, 24h, 7d or an ISO time', '1h')
    .option('--outcome <outcome>', 'only registered, duplicate, rejected, parked, failed or running ones')
    .option('--error <text>', 'only those whose error has this in its name')
    .option('--user <who>', 'only those of this e-mail address, sub or user id')
    .option('--limit <n>', 'print at most so many, the newest', '50')
    .addHelpText('after', examples('executions --since 15m', 'executions --user ada@example.com --since 7d'))
    .action(does(list));
};

/** Beginnings and ends are enough for a list; the steps are ten times as many events. */
const ENDS = '{ $.type = "Execution*" }';

/** Lists executions from the workflow's log, the newest last. */
async function list(session: Session, options: Options): Promise<void> {
  const { terminal } = session;
  const most = parseCount('--limit', options.limit);
  await session.output('StateMachineLogGroupName');
  const from = parseSince(options.since, session.now());
  const log = byExecution(await filterLog(session, ENDS, { from }));
  const all = [...log]
    .map(([arn, events]) => toTimeline(arn, events))
    .filter((timeline) => fits(timeline, options))
    .sort((a, b) => a.startedAt - b.startedAt);
  const shown = all.slice(-most);
  terminal.answer(
    () => (shown.length ? table(session, shown) : [`No such executions in the log since ${options.since}.`]),
    () => ({ count: all.length, executions: shown.map(toDocument) }),
  );
  suggest(session, all, shown);
}

function fits(timeline: Timeline, { outcome, error, user }: Options): boolean {
  if (outcome !== undefined && (timeline.outcome ?? 'running') !== outcome.toLowerCase()) return false;
  if (error !== undefined && !errorOf(timeline).toLowerCase().includes(error.toLowerCase())) return false;
  return user === undefined || speaksOf(timeline.input ?? '', user);
}

/** Of an execution that failed, or of the registration that it recorded and was done with. */
function errorOf({ error, output }: Timeline): string {
  if (error !== undefined) return error;
  const { error: recorded } = JSON.parse(output || '{}') as { error?: unknown };
  return typeof recorded === 'string' ? recorded : '';
}

function table(session: Session, timelines: readonly Timeline[]): string[] {
  const { terminal } = session;
  const short = shortIds(
    timelines.map(({ arn }) => executionIdOf(arn)),
    terminal,
  );
  const record = shortIds(
    timelines.flatMap((timeline) => recordIdOf(timeline) ?? []),
    terminal,
  );
  const rows = timelines.map((timeline) => [
    terminal.wide ? timeline.arn : short(executionIdOf(timeline.arn)),
    paint(session, timeline.outcome ?? 'running'),
    timeline.endedAt === undefined ? '' : formatDuration(timeline.endedAt - timeline.startedAt),
    starterOf(timeline),
    record(recordIdOf(timeline) ?? ''),
    errorOf(timeline),
    when(timeline.startedAt, terminal, session.now()),
  ]);
  const started = terminal.wide ? 'STARTED' : 'AGO';
  return toTable(terminal, ['EXECUTION', 'OUTCOME', 'TOOK', 'BY', 'OF', 'ERROR', started], rows);
}

function paint({ terminal: { colours } }: Session, outcome: string): string {
  if (outcome === 'registered' || outcome === 'duplicate') return colours.green(outcome);
  return outcome === 'running' ? outcome : colours.red(outcome);
}

/** A failed one leads to its record, which says more than the one execution. */
function suggest({ terminal }: Session, all: readonly Timeline[], shown: readonly Timeline[]): void {
  if (all.length > shown.length)
    terminal.say(`${all.length - shown.length} older ones are not shown: --limit ${all.length}`);
  const worst = shown.findLast(
    ({ outcome }) => outcome !== undefined && !/^(registered|duplicate)$/.test(outcome),
  );
  const latest = worst ?? shown.at(-1);
  if (!latest) return terminal.next('status');
  const short = (id: string) => shortId(id, terminal);
  const failureId = worst && recordIdOf(worst);
  if (failureId !== undefined) terminal.next(`${commandLine('show', short(failureId))}   # its record`);
  terminal.next(commandLine('show', short(executionIdOf(latest.arn))));
}

function toDocument(timeline: Timeline): unknown {
  const { arn, startedAt, endedAt, outcome = 'running' } = timeline;
  return {
    execution_arn: arn,
    started_at: new Date(startedAt).toISOString(),
    ended_at: endedAt === undefined ? undefined : new Date(endedAt).toISOString(),
    outcome,
    started_by: starterOf(timeline),
    replay: starterOf(timeline) === 'replay',
    error: errorOf(timeline) || undefined,
    failure_id: recordIdOf(timeline),
  };
}
