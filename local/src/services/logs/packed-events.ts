import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { compare, type Position, type StoredEvent } from './stored-event';

/** Events of a closed stretch of a log, deflated: an execution's log says much the same at each step, and takes a twelfth of its room. */
export class PackedEvents {
  private packed!: Buffer;
  private text!: number;
  private late: StoredEvent[] = [];
  private lateText = 0;
  first: Position;
  last: Position;

  /** Events in order, at least one. */
  constructor(events: readonly StoredEvent[]) {
    [this.first, this.last] = [events[0] as StoredEvent, events.at(-1) as StoredEvent];
    this.pack(events);
  }

  /** Bytes of memory. */
  get bytes(): number {
    return this.packed.length + this.lateText;
  }

  /** Bytes that it would take unpacked. */
  get textBytes(): number {
    return this.text + this.lateText;
  }

  read(): StoredEvent[] {
    const events = JSON.parse(inflateRawSync(this.packed).toString()) as StoredEvent[];
    return this.late.length > 0 ? [...events, ...this.late].sort(compare) : events;
  }

  /** Adds an event that came late, but not after the last one. Packing anew is dear, so several share it. */
  insert(event: StoredEvent): void {
    this.late.push(event);
    this.lateText += JSON.stringify(event).length;
    if (compare(event, this.first) < 0) this.first = event;
    if (this.lateText > MOST_LATE) this.pack(this.read());
  }

  private pack(events: readonly StoredEvent[]): void {
    const text = Buffer.from(JSON.stringify(events));
    this.packed = deflateRawSync(text, { level: LEVEL });
    this.text = text.length;
    this.late = [];
    this.lateText = 0;
  }
}

/** Text of late events after which they are packed with the others. */
const MOST_LATE = 32 * 1024;

/** Fast on purpose: more effort costs each registration a tenth of a millisecond, and saves a tenth of the room. */
const LEVEL = 1;
