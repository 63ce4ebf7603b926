import type { Clock } from '../../../kernel/clock';

/** One event of an execution. */
export interface HistoryEvent {
  readonly id: number;
  /** The event that led to this one; 0 for the first of all. */
  readonly previousEventId: number;
  readonly type: string;
  readonly timestamp: number;
  readonly details: EventDetails;
}

/** What an event says, spelled as the execution log and GetExecutionHistory spell it. */
export type EventDetails = Readonly<Record<string, unknown>>;

/** Records the events of one execution and hands each to whoever listens. */
export class History {
  private last = 0;

  constructor(
    private readonly clock: Clock,
    private readonly listen: (event: HistoryEvent) => void,
  ) {}

  add(type: string, details: EventDetails, previousEventId: number): number {
    const id = ++this.last;
    this.listen({ id, previousEventId, type, timestamp: this.clock.now(), details });
    return id;
  }
}
