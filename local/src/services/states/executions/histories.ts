import type { Journal } from '../../../kernel/journal';
import type { Store } from '../../../kernel/store';
import type { HistoryEvent } from '../history/history';

/** The events of Standard executions, by ARN; kept as long as their executions are. */
export class Histories {
  private readonly events = new Map<string, HistoryEvent[]>();
  private readonly journal: Journal | undefined;

  constructor(store: Store) {
    this.journal = store.journal('states-histories');
    for (const [arn, event] of (this.journal?.read() ?? []) as [string, HistoryEvent?][])
      if (event) this.keep(arn, event);
      else this.events.delete(arn);
    this.journal?.compact(this.lines());
  }

  /** Whether what is kept here outlives the process. */
  get durable(): boolean {
    return this.journal !== undefined;
  }

  of(arn: string): readonly HistoryEvent[] {
    return this.events.get(arn) ?? [];
  }

  add(arn: string, event: HistoryEvent): void {
    this.journal?.append([[arn, event]]);
    this.keep(arn, event);
  }

  delete(arn: string): void {
    this.journal?.append([[arn]]);
    this.events.delete(arn);
  }

  private keep(arn: string, event: HistoryEvent): void {
    const events = this.events.get(arn);
    if (events) events.push(event);
    else this.events.set(arn, [event]);
  }

  private *lines(): Generator<[string, HistoryEvent]> {
    for (const [arn, events] of this.events) for (const event of events) yield [arn, event];
  }
}
