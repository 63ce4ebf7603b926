import type { Delivery, Message } from './message';
import { Timetable } from './timetable';

/** A message in the queue. */
export interface Held {
  readonly message: Message;
  delivery: Delivery;
}

/** The messages of one queue, sorted by whether they can be received; nothing here scans them all. */
export class HeldMessages {
  private readonly all = new Map<string, Held>();
  readonly ready = new Map<string, Held>();
  readonly inFlight = new Map<string, Held>();
  readonly delayed = new Map<string, Held>();
  private readonly hidden = new Timetable<Held>();
  private readonly ages = new Timetable<Held>();

  get(id: string): Held | undefined {
    return this.all.get(id);
  }

  values(): Iterable<Held> {
    return this.all.values();
  }

  /** Adds a message, or moves it to where its changed delivery belongs. */
  place(held: Held, now: number): void {
    const { message, delivery } = held;
    if (!this.all.has(message.id)) this.ages.add(message.sentAt, held);
    this.remove(message.id);
    this.all.set(message.id, held);
    this.shelf(delivery, now).set(message.id, held);
    if (delivery.visibleAt > now) this.hidden.add(delivery.visibleAt, held);
  }

  remove(id: string): boolean {
    for (const shelf of [this.ready, this.inFlight, this.delayed]) shelf.delete(id);
    return this.all.delete(id);
  }

  /** When the next hidden message may become visible; Infinity when none will. */
  nextVisible(): number {
    return this.hidden.next();
  }

  /** Makes visible what is due. */
  reveal(now: number): void {
    for (const { at, thing } of this.hidden.due(now))
      if (this.holds(thing) && thing.delivery.visibleAt === at) this.place(thing, now);
  }

  /** Takes out the messages that were sent at that moment or earlier. */
  *expired(sentUntil: number): Generator<Held> {
    for (const { thing } of this.ages.due(sentUntil)) if (this.holds(thing)) yield thing;
  }

  private holds(held: Held): boolean {
    return this.all.get(held.message.id) === held;
  }

  private shelf(delivery: Delivery, now: number): Map<string, Held> {
    if (delivery.visibleAt <= now) return this.ready;
    return delivery.receives > 0 ? this.inFlight : this.delayed;
  }
}
