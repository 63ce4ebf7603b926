import { Option } from 'commander';
import type { Session } from '../aws/session';
import { type FailureRecord, isLeased, type Status, statuses } from '../failures/failure-record';
import { listRecords } from '../failures/failure-table';
import { toDocument, userOf } from '../failures/record-state';
import { failingStep } from '../replay/replay-steps';
import { parseCount, parseSince } from '../terminal/parse-option';
import { commandLine, shellWord } from '../terminal/printed-command';
import { toTable } from '../terminal/table';
import { examples, type Verb } from './verb';

interface Options {
  readonly status: Status | 'unfinished' | 'all';
  readonly step?: string;
  readonly since?: string;
  readonly limit: string;
}

/** `failures`: which registrations failed and are not closed yet. */
export const failures: Verb = (program, does) => {
  program
    .command('failures')
    .description('list the registrations that failed')
    .addOption(
      new Option('--status <status>', 'only these; unfinished is retrying, open and replaying')
        .choices([...statuses, 'unfinished', 'all'])
        .default('unfinished'),
    )
    .option('--step <state>', 'only those that failed in this step, such as UpsertUser')
    .option('--since <time>', 'only those that failed last since then: 15m, 24h, 7d or an ISO time')
    .option('--limit <n>', 'print at most so many, the newest', '50')
    .addHelpText('after', examples('failures', 'failures --step UpsertUser --since 1h'))
    .action(does(list));
};

const UNFINISHED: readonly Status[] = ['retrying', 'open', 'replaying'];

/** Prints the records, the newest failure last, where the eye is. */
async function list(session: Session, options: Options): Promise<void> {
  const limit = parseCount('--limit', options.limit);
  const found = await listRecords(session, {
    statuses: statusesOf(options.status),
    step: options.step === undefined ? undefined : failingStep('--step', options.step),
    since: options.since === undefined ? undefined : parseSince(options.since),
  });
  const shown = found.slice(-limit);
  session.terminal.answer(
    () => (shown.length ? table(session, shown) : ['No failures.']),
    () => ({
      count: found.length,
      failures: shown.map((record) => toDocument(record, session.options.reveal)),
    }),
  );
  suggest(session, options, found, shown);
}

function statusesOf(choice: Options['status']): readonly Status[] {
  if (choice === 'all') return statuses;
  return choice === 'unfinished' ? UNFINISHED : [choice];
}

function table(
  { terminal: { colours }, options: { reveal } }: Session,
  records: readonly FailureRecord[],
): string[] {
  const rows = records.map((record) => [
    record.failure_id,
    paint(colours, record),
    record.disposition ?? '',
    record.failed_step,
    record.error,
    String(record.attempts.length),
    userOf(record, reveal),
    record.last_failed_at,
  ]);
  const head = ['FAILURE', 'STATUS', 'AS', 'STEP', 'ERROR', 'TRIES', 'USER', 'FAILED LAST'];
  return toTable(colours, head, rows);
}

function paint(colours: Session['terminal']['colours'], record: FailureRecord): string {
  if (record.status === 'open') return colours.red('open');
  if (record.status === 'replaying') return colours.yellow(isLeased(record) ? 'replaying' : 'replay lost');
  return record.status === 'resolved' ? colours.green('resolved') : record.status;
}

function suggest(
  { terminal }: Session,
  { step, since }: Options,
  found: readonly FailureRecord[],
  shown: readonly FailureRecord[],
): void {
  if (found.length > shown.length)
    terminal.say(`${found.length - shown.length} older ones are not shown: --limit ${found.length}`);
  const latest = shown.findLast(({ status }) => status === 'open') ?? shown.at(-1);
  if (!latest) return;
  terminal.next(commandLine('show', latest.failure_id));
  const parked = found.filter(({ status, disposition }) => status === 'open' && disposition === 'parked');
  const same = `${step ? ` --step ${step}` : ''}${since ? ` --since ${shellWord(since)}` : ''}`;
  if (parked.length > 1) terminal.next(`replay --all${same} --dry-run   # ${parked.length} are parked`);
}
