import { consoleLink } from '../aws/aws-config';
import { mask, maskText } from '../terminal/mask';
import { readableCause } from '../terminal/readable-text';
import { ago } from '../terminal/ago';
import { type Fact, factLines } from '../terminal/fact-lines';
import type { Layout } from '../terminal/terminal';
import { adviceOn } from '../../tasks/shared/error-advice';
import { type FailureRecord, isLeased } from './failure-record';
import { wrap } from '../terminal/wrap';
import { printHistory } from './print-history';
import { stateOf, userOf } from './record-state';

export interface RecordStyle {
  readonly layout: Layout;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** What is known of its next delivery. */
  readonly delivery?: string;
  readonly reveal?: boolean;
  readonly full?: boolean;
  /** Of the definition that is deployed now. */
  readonly revision?: string;
}

/** One record for people: what failed, for whom, why, how it stands, and what a replay would do. */
export function printRecord(record: FailureRecord, style: RecordStyle): string[] {
  const { layout, now, reveal, full } = style;
  const { colours } = layout;
  const advice =
    record.status === 'resolved' ? { means: '', then: '' } : adviceOn(record.error, record.cause);
  const lines: readonly Fact[] = [
    ['status', statusOf(record, now)],
    ['next', style.delivery],
    ['user', userOf(record, reveal)],
    ['failed in', `${colours.bold(record.failed_step)}, ${countOf(record)}`],
    ['error', colours.red(record.error)],
    ['cause', causeOf(record, reveal)],
    ['means', advice.means],
    ['do', advice.then],
    ['lane', `${record.lane} (${LANES[record.lane] ?? 'unknown'})`],
    ['since', sinceOf(record, now)],
    ...(record.status === 'resolved' ? [] : prospects(record)),
    ['definition', definitionOf(record, style.revision)],
    ['console', consoleLink(record.executions.at(-1) ?? '', Date.parse(record.last_failed_at))],
  ];
  return [
    colours.bold(record.failure_id),
    ...factLines(layout, lines),
    ...printHistory(record, reveal).flatMap((line) => wrap(line, layout.columns, ' '.repeat(14))),
    ...(full ? ['', ...printState(record, reveal)] : []),
  ];
}

function printState(record: FailureRecord, reveal = false): string[] {
  const state = reveal ? stateOf(record) : mask(stateOf(record));
  return `state ${JSON.stringify(state, undefined, 2)}`.split('\n');
}

function causeOf({ cause }: FailureRecord, reveal = false): string {
  return reveal ? readableCause(cause) : maskText(readableCause(cause));
}

/** What is left of the failed attempts, and what a replay would begin with; a resolved record has that behind it. */
function prospects(record: FailureRecord): Fact[] {
  return [
    ['the row', rowOf(record)],
    [
      'the event',
      record.possible_publications ? 'user.persisted may be out already' : 'user.persisted is not out',
    ],
    ['a replay', `starts at ${record.resume_at}`],
  ];
}

const LANES: Readonly<Record<string, string>> = {
  data: 'this input fails the same way until it is changed',
  transient: 'time alone may heal it',
  operator: 'somebody has to mend it',
};

function sinceOf({ first_failed_at: first, last_failed_at: last }: FailureRecord, now: number): string {
  return `${first} (${ago(first, now)} ago)${first === last ? '' : `, last ${last} (${ago(last, now)} ago)`}`;
}

/** How it stands, in a few words. */
export function statusOf(record: FailureRecord, now: number): string {
  const { status, disposition, resolution, resolved_at, discarded, leased_by, lease_until } = record;
  if (isLeased(record, now)) return `being replayed by ${leased_by}, until ${lease_until} at the latest`;
  if (status === 'replaying')
    return `replaying by ${leased_by}, whose client never came back: replay it again`;
  if (status === 'resolved') return `resolved: ${resolution}, ${resolved_at}`;
  if (discarded && status === 'discarded')
    return `discarded by ${discarded.by}, ${discarded.at}: ${discarded.reason}`;
  return disposition ? `${status}, ${disposition}` : `${status}: the queue delivers it again by itself`;
}

function countOf({ attempts, replays_started }: FailureRecord): string {
  const deliveries = `${attempts.length} failed ${attempts.length === 1 ? 'delivery' : 'deliveries'}`;
  return replays_started ? `${deliveries}, ${replays_started} replayed` : deliveries;
}

function rowOf({ roll_back }: FailureRecord): string | undefined {
  if (!roll_back) return undefined;
  const { rolled_back, reason } = roll_back;
  if (rolled_back === null) return `may be there: the roll-back failed (${reason})`;
  return rolled_back ? `rolled back (${reason})` : `left as it was (${reason})`;
}

function definitionOf({ definition_revision: then }: FailureRecord, now?: string): string {
  if (now === undefined || now === then) return then;
  return `${then}; CHANGED since: ${now} is deployed now, and a replay runs that`;
}
