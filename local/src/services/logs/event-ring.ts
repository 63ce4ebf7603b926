import { PackedEvents } from './packed-events';
import { compare, indexOf, type Position, type StoredEvent } from './stored-event';

/** Characters and objects that an event costs besides its text, roughly. */
const OVERHEAD = 100;
/** Text after which the newest events are packed. */
const STRETCH_BYTES = 256 * 1024;
/** Text for each byte of memory, at the most: who reads all of it has to unpack all of it. */
const MOST_TEXT = 8;

/** The events of a log group in order of time; when there are too many bytes, the oldest go. All but the newest are packed. */
export class EventRing {
  private readonly packed: PackedEvents[] = [];
  private newest: StoredEvent[] = [];
  private newestBytes = 0;
  private packedBytes = 0;
  private packedText = 0;
  private keptFrom = -Infinity;

  constructor(private readonly mostBytes: number) {}

  /** Bytes that the events would take if none was packed. */
  get textBytes(): number {
    return this.packedText + this.newestBytes;
  }

  add(event: StoredEvent): void {
    const late = this.packed.find(({ last }) => compare(event, last) < 0);
    if (late) this.addLate(late, event);
    else this.addNew(event);
    this.letGo();
  }

  /** Drops what is older than a time. */
  expire(before: number): void {
    this.keptFrom = Math.max(this.keptFrom, before);
    while (this.packed[0] && this.packed[0].last.timestamp < before) this.dropPacked();
    while (this.newest[0] && this.newest[0].timestamp < before) this.dropNewest();
  }

  /** Events from a position on, oldest first. */
  *from(position: Position): Generator<StoredEvent> {
    const start = compare(position, this.floor) < 0 ? this.floor : position;
    for (const stretch of [...this.packed])
      if (compare(stretch.last, start) >= 0) yield* eventsFrom(stretch.read(), start);
    yield* eventsFrom([...this.newest], start);
  }

  private get floor(): Position {
    return { timestamp: this.keptFrom, sequence: 0 };
  }

  private addNew(event: StoredEvent): void {
    this.newest.splice(indexOf(this.newest, event), 0, event);
    this.newestBytes += cost(event);
    if (this.newestBytes < Math.min(STRETCH_BYTES, this.mostBytes / 4) || this.newest.length < 2) return;
    const stretch = new PackedEvents(this.newest);
    this.packed.push(stretch);
    this.weigh(stretch, 1);
    this.newest = [];
    this.newestBytes = 0;
  }

  private addLate(stretch: PackedEvents, event: StoredEvent): void {
    this.weigh(stretch, -1);
    stretch.insert(event);
    this.weigh(stretch, 1);
  }

  private weigh({ bytes, textBytes }: PackedEvents, sign: 1 | -1): void {
    this.packedBytes += sign * bytes;
    this.packedText += sign * textBytes;
  }

  private letGo(): void {
    while (this.isTooMuch() && this.packed.length > 0) this.dropPacked();
    while (this.isTooMuch() && this.newest.length > 1) this.dropNewest();
  }

  private isTooMuch(): boolean {
    const bytes = this.packedBytes + this.newestBytes;
    return bytes > this.mostBytes || this.textBytes > MOST_TEXT * this.mostBytes;
  }

  private dropPacked(): void {
    const oldest = this.packed.shift();
    if (oldest) this.weigh(oldest, -1);
  }

  private dropNewest(): void {
    const oldest = this.newest.shift();
    if (oldest) this.newestBytes -= cost(oldest);
  }
}

function* eventsFrom(events: readonly StoredEvent[], start: Position): Generator<StoredEvent> {
  for (let index = indexOf(events, start); index < events.length; index++) yield events[index] as StoredEvent;
}

function cost({ message }: StoredEvent): number {
  return message.length + OVERHEAD;
}
