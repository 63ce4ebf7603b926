import type { Delivery, Message } from './message';
import { Timetable } from './timetable';

/** So many entries of deleted messages are never worth clearing. */
const SLACK = 1000;

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

  /** Entries in the timetables, those of deleted messages included. */
  get remembered(): number {
    return this.ages.size + this.hidden.size;
  }

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
    const removed = this.all.delete(id);
    this.forget(this.ages, (held) => this.holds(held));
    this.forget(this.hidden, (held, at) => this.holds(held) && held.delivery.visibleAt === at);
    return removed;
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

  /** A timetable would hold a deleted message until its time comes, for days: it is cleared when more of it is gone than is left. */
  private forget(timetable: Timetable<Held>, counts: (held: Held, at: number) => boolean): void {
    if (timetable.size > 2 * this.all.size + SLACK) timetable.keep(counts);
  }

  private holds(held: Held): boolean {
    return this.all.get(held.message.id) === held;
  }

  private shelf(delivery: Delivery, now: number): Map<string, Held> {
    if (delivery.visibleAt <= now) return this.ready;
    return delivery.receives > 0 ? this.inFlight : this.delayed;
  }
}
