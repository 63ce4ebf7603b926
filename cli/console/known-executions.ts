import type { ExecutionRow, ExecutionsDocument } from '../../console/feed/documents';
import type { Session } from '../aws/session';
import { byExecution, filterLog, type LogEvent } from '../timeline/execution-log';
import { toTimeline } from '../timeline/timeline';
import { type IndexedExecution, indexExecution } from './execution-row';

/** Beginnings and ends are enough for a list; the steps are ten times as many events. */
const ENDS = '{ $.type = "Execution*" }';
/** Log events may come so late; the last minutes are read again each time. */
const LATE = 2 * 60_000;
const MOST = 20_000;

/** Which executions a list shows. */
export interface ExecutionFilter {
  readonly outcome?: string;
  readonly step?: string;
  /** A Cognito id, an e-mail, a failure id, or any other part of what a row says. */
  readonly text?: string;
}

interface Entry extends IndexedExecution {
  readonly version: number;
}

/** The executions of the workflow as its log tells of them, read on as it grows. */
export class KnownExecutions {
  private readonly entries = new Map<string, Entry>();
  private readonly events = new Map<string, Map<string, LogEvent>>();
  private version = 0;
  private from?: number;
  private newest = 0;
  private reading?: Promise<void>;

  constructor(private readonly session: Session) {}

  /** What changed since a version and fits the filter. `since` is how far back to look, in milliseconds since the epoch. */
  async changes(
    after: number,
    since: number,
    filter: ExecutionFilter,
    reveal: boolean,
  ): Promise<ExecutionsDocument> {
    await this.refresh(since);
    const changed = [...this.entries.values()].filter(
      (entry) => entry.version > after && entry.row.startedAt >= since,
    );
    const fitting = changed.filter((entry) => fits(entry, filter));
    const gone = after === 0 ? [] : changed.filter((entry) => !fits(entry, filter)).map(({ row }) => row.id);
    const rows = fitting.map((entry) => shown(entry, reveal)).sort((a, b) => b.startedAt - a.startedAt);
    const steps = [...new Set([...this.entries.values()].flatMap(({ row }) => row.failedStep ?? []))].sort();
    return { rows: rows.slice(0, MOST), gone, version: this.version, steps };
  }

  /** Every execution that is known of one registration, oldest first. */
  ofRegistration(failureId: string, reveal: boolean): ExecutionRow[] {
    return [...this.entries.values()]
      .filter(({ row }) => row.failureId === failureId)
      .map((entry) => shown(entry, reveal))
      .sort((a, b) => a.startedAt - b.startedAt);
  }

  /** Every execution that is known of one user, oldest first. */
  ofUser(cognitoId: string, reveal: boolean): ExecutionRow[] {
    return [...this.entries.values()]
      .filter(({ row }) => row.cognitoId === cognitoId)
      .map((entry) => shown(entry, reveal))
      .sort((a, b) => a.startedAt - b.startedAt);
  }

  find(id: string): ExecutionRow | undefined {
    return this.entries.get(id)?.row;
  }

  /** Reads on; several who ask at once wait for one reading. */
  async refresh(since: number): Promise<void> {
    this.reading ??= this.read(since).finally(() => (this.reading = undefined));
    await this.reading;
  }

  private async read(since: number): Promise<void> {
    const isEarlier = this.from === undefined || since < this.from;
    const from = isEarlier ? since : Math.max(since, this.newest - LATE);
    const groups = byExecution(await filterLog(this.session, ENDS, { from: new Date(from) }));
    this.from = Math.min(since, this.from ?? since);
    for (const [arn, events] of groups) this.add(arn, events);
  }

  private add(arn: string, events: readonly LogEvent[]): void {
    const known = this.events.get(arn) ?? new Map<string, LogEvent>();
    const before = known.size;
    for (const event of events) {
      known.set(event.id, event);
      this.newest = Math.max(this.newest, Number(event.event_timestamp));
    }
    if (known.size === before) return;
    this.events.set(arn, known);
    const inOrder = [...known.values()].sort((a, b) => Number(a.id) - Number(b.id));
    const indexed = indexExecution(toTimeline(arn, inOrder));
    this.entries.set(indexed.row.id, { ...indexed, version: ++this.version });
  }
}

function shown({ row, email }: IndexedExecution, reveal: boolean): ExecutionRow {
  return reveal && email !== undefined ? { ...row, user: email } : row;
}

function fits({ row, email = '' }: IndexedExecution, { outcome, step, text }: ExecutionFilter): boolean {
  if (outcome && !outcome.split(',').includes(row.outcome)) return false;
  if (step && row.failedStep !== step) return false;
  if (!text) return true;
  const words = [row.id, row.outcome, row.failedStep, row.error, row.failureId, row.cognitoId, email];
  return words.join('\n').toLowerCase().includes(text.trim().toLowerCase());
}
