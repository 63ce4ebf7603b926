import { type FailureRecord, type Status, statuses } from '../failures/failure-record';
import { listRecords } from '../failures/list-records';
import { userOf } from '../failures/user-of';
import { toDocument } from '../failures/record-document';
import { isLeased } from '../failures/lease-state';
import { parseCount } from '../parse-count';
import { failingStep } from '../replay/replay-steps';
import { parseSince } from '../since';
import type { Session } from '../session';
import { toTable } from '../table';

export interface FailuresOptions {
  readonly status: Status | 'unfinished' | 'all';
  readonly step?: string;
  readonly since?: string;
  readonly limit: string;
}

const UNFINISHED: readonly Status[] = ['retrying', 'open', 'replaying'];

/** Prints the records, the newest failure last, where the eye is. */
export async function failures(session: Session, options: FailuresOptions): Promise<void> {
  const limit = parseCount('--limit', options.limit);
  const found = await listRecords(session, {
    statuses: statusesOf(options.status),
    step: options.step === undefined ? undefined : failingStep('--step', options.step),
    since: options.since === undefined ? undefined : parseSince(options.since),
  });
  const shown = found.slice(-limit);
  session.terminal.answer(
    () => (shown.length ? table(session, shown) : 'No failures.'),
    () => ({
      count: found.length,
      failures: shown.map((record) => toDocument(record, session.options.reveal)),
    }),
  );
  suggest(session, options, found, shown);
}

function statusesOf(choice: FailuresOptions['status']): readonly Status[] {
  if (choice === 'all') return statuses;
  return choice === 'unfinished' ? UNFINISHED : [choice];
}

function table(
  { terminal: { colours }, options: { reveal } }: Session,
  records: readonly FailureRecord[],
): string {
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
  { step, since }: FailuresOptions,
  found: readonly FailureRecord[],
  shown: readonly FailureRecord[],
): void {
  if (found.length > shown.length)
    terminal.say(`${found.length - shown.length} older ones are not shown: --limit ${found.length}`);
  const latest = shown.findLast(({ status }) => status === 'open') ?? shown.at(-1);
  if (!latest) return;
  terminal.next(`show ${latest.failure_id}`);
  const parked = found.filter(({ status, disposition }) => status === 'open' && disposition === 'parked');
  const same = `${step ? ` --step ${step}` : ''}${since ? ` --since ${since}` : ''}`;
  if (parked.length > 1) terminal.next(`replay --all${same} --dry-run   # ${parked.length} are parked`);
}
