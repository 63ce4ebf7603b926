import { Halt } from '../executions/halt';
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

/** AWS: "Avoid reaching the history quota": what would be the last event and is no good end fails the execution. */
function full(most: number): Halt {
  const cause = `The execution reached the maximum number of history events (${most}).`;
  return new Halt({ status: 'FAILED', error: 'States.Runtime', cause });
}

/** Records the events of one execution and hands each to whoever listens. */
export class History {
  constructor(
    private readonly clock: Clock,
    private readonly listen: (event: HistoryEvent) => void,
    /** Id of the last event, in a history that goes on. */
    private last = 0,
    private readonly most = Infinity,
  ) {}

  add(type: string, details: EventDetails, previousEventId: number): number {
    if (this.last >= this.most - 1 && !type.startsWith('Execution')) throw full(this.most);
    const id = ++this.last;
    this.listen({ id, previousEventId, type, timestamp: this.clock.now(), details });
    return id;
  }
}
