import { Option } from 'commander';
import type { Session } from '../aws/session';
import {
  type Disposition,
  dispositions,
  type FailureRecord,
  isLeased,
  type Status,
  statuses,
  UNFINISHED,
} from '../failures/failure-record';
import { listRecords } from '../failures/failure-table';
import { toDocument, userOf } from '../failures/record-state';
import { failingStep } from '../replay/replay-steps';
import { when } from '../terminal/ago';
import { parseCount, parseSince } from '../terminal/parse-option';
import { commandLine, shellWord } from '../terminal/printed-command';
import { shortIds } from '../terminal/short-id';
import { toTable } from '../terminal/table';
import { examples, type Verb } from './verb';

interface Options {
  readonly status: Status | Disposition | 'unfinished' | 'all';
  readonly step?: string;
  readonly error?: string;
  readonly user?: string;
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
        .choices([...statuses, ...dispositions, 'unfinished', 'all'])
        .default('unfinished'),
    )
    .option('--step <state>', 'only those that failed in this step, such as UpsertUser')
    .option('--error <text>', 'only those whose error has this in its name')
    .option('--user <who>', 'only those of this e-mail address, sub or user id')
    .option('--since <time>', 'only those that failed last since then: 15m, 24h, 7d or an ISO time')
    .option('--limit <n>', 'print at most so many, the newest', '50')
    .addHelpText('after', examples('failures', 'failures --status parked --step UpsertUser --since 1h'))
    .action(does(list));
};

/** Prints the records, the newest failure last, where the eye is. */
async function list(session: Session, options: Options): Promise<void> {
  const limit = parseCount('--limit', options.limit);
  const step = options.step === undefined ? undefined : failingStep('--step', options.step);
  await session.output('FailureTableName');
  const { error, user, since } = options;
  const found = await listRecords(session, {
    ...statusesOf(options.status),
    step,
    error,
    user,
    since: since === undefined ? undefined : parseSince(since, session.now()),
  });
  const shown = found.slice(-limit);
  const short = shortIds(
    found.map(({ failure_id }) => failure_id),
    session.terminal,
  );
  session.terminal.answer(
    () => (shown.length ? table(session, shown, short) : [nothing(options)]),
    () => ({
      count: found.length,
      failures: shown.map((record) => toDocument(record, session.options.reveal)),
    }),
  );
  suggest(session, options, { found, shown, short });
}

function statusesOf(choice: Options['status']): {
  statuses: readonly Status[];
  disposition?: Disposition;
} {
  if (choice === 'all') return { statuses };
  if (choice === 'unfinished') return { statuses: UNFINISHED };
  if (choice === 'parked' || choice === 'rejected') return { statuses: ['open'], disposition: choice };
  return { statuses: [choice] };
}

/** That nothing is recorded does not say that all is well: a message that nobody takes has no record. */
function nothing({ status, step, error, user, since }: Options): string {
  const all = [step, error, user, since].every((choice) => choice === undefined);
  return all && status === 'unfinished' ? 'No failures on record.' : 'No such failures.';
}

function table(session: Session, records: readonly FailureRecord[], short: (id: string) => string): string[] {
  const { terminal } = session;
  const { reveal } = session.options;
  const now = session.now();
  const rows = records.map((record) => [
    short(record.failure_id),
    standing(terminal.colours, record, now),
    `${record.failed_step} ${record.error}`,
    userOf(record, reveal),
    when(record.last_failed_at, terminal, now),
  ]);
  const head = ['FAILURE', 'STATUS', 'STEP AND ERROR', 'USER', terminal.wide ? 'FAILED LAST' : 'AGO'];
  return toTable(terminal, head, rows);
}

function standing(colours: Session['terminal']['colours'], record: FailureRecord, now: number): string {
  const { status, disposition } = record;
  if (status === 'open') return colours.red(disposition ?? 'open');
  if (status === 'replaying') return colours.yellow(isLeased(record, now) ? 'replaying' : 'lost');
  return status === 'resolved' ? colours.green(status) : status;
}

interface Listed {
  readonly found: readonly FailureRecord[];
  readonly shown: readonly FailureRecord[];
  readonly short: (id: string) => string;
}

function suggest({ terminal }: Session, options: Options, { found, shown, short }: Listed): void {
  if (found.length > shown.length)
    terminal.say(`${found.length - shown.length} older ones are not shown: --limit ${found.length}`);
  const latest = shown.findLast(({ status }) => status === 'open') ?? shown.at(-1);
  if (!latest) return terminal.next('status');
  terminal.next(commandLine('show', short(latest.failure_id)));
  const parked = found.filter(({ status, disposition }) => status === 'open' && disposition === 'parked');
  if (parked.length > 1)
    terminal.next(`replay --all${same(options)} --dry-run   # ${parked.length} are parked`);
}

/** The options that choose the same records once more. */
function same({ step, error, user, since }: Options): string {
  const chosen = Object.entries({ step, error, user, since });
  return chosen
    .map(([name, value]) => (value === undefined ? '' : ` --${name} ${shellWord(value)}`))
    .join('');
}
