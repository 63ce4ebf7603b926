/** One log event; `sequence` orders events of the same millisecond and is never given twice in a group. */
export interface StoredEvent {
  readonly sequence: number;
  readonly timestamp: number;
  readonly ingestionTime: number;
  readonly stream: string;
  readonly message: string;
}

/** A place in a group: behind every event that is older, or as old with a smaller sequence. */
export interface Position {
  readonly timestamp: number;
  readonly sequence: number;
}

/** Characters and objects that an event costs besides its text, roughly. */
const OVERHEAD = 100;

/** The events of a log group in order of time; when there are too many bytes, the oldest go. */
export class EventRing {
  private events: StoredEvent[] = [];
  private head = 0;
  private bytes = 0;

  constructor(private readonly mostBytes: number) {}

  add(event: StoredEvent): void {
    const last = this.events.at(-1);
    if (!last || last.timestamp <= event.timestamp) this.events.push(event);
    else this.events.splice(this.indexOf(event), 0, event);
    this.bytes += cost(event);
    while (this.bytes > this.mostBytes && this.head < this.events.length - 1) this.dropOldest();
  }

  /** Drops what is older than a time. */
  expire(before: number): void {
    for (
      let oldest = this.events[this.head];
      oldest && oldest.timestamp < before;
      oldest = this.events[this.head]
    )
      this.dropOldest();
  }

  /** Events from a position on, oldest first. */
  *from(position: Position): Generator<StoredEvent> {
    for (let index = this.indexOf(position); index < this.events.length; index++)
      yield this.events[index] as StoredEvent;
  }

  private indexOf({ timestamp, sequence }: Position): number {
    let [low, high] = [this.head, this.events.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const event = this.events[middle] as StoredEvent;
      const earlier = event.timestamp - timestamp || event.sequence - sequence;
      if (earlier < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private dropOldest(): void {
    this.bytes -= cost(this.events[this.head] as StoredEvent);
    this.head++;
    if (this.head < 1024 || this.head * 2 < this.events.length) return;
    this.events = this.events.slice(this.head);
    this.head = 0;
  }
}

function cost(event: StoredEvent): number {
  return 2 * event.message.length + OVERHEAD;
}
