import type { CloudContext } from '../../kernel/cloud-context';
import type { StoredMap } from '../../kernel/store';
import type { Event } from './event';

interface Archived {
  readonly event: Event;
  readonly at: number;
  readonly bytes: number;
}

/** Whose events are meant, and how long they stay; 0 is for ever. */
interface Retention {
  readonly name: string;
  readonly retentionDays: number;
}

const DAY = 86_400_000;

/** The events in the archives. */
export class ArchivedEvents {
  private readonly events: StoredMap<Archived>;

  constructor(private readonly context: CloudContext) {
    this.events = context.store.map('events-archived');
  }

  add({ name }: Retention, event: Event): void {
    const bytes = Buffer.byteLength(JSON.stringify(event));
    this.events.set(`${name}/${event.id}`, { event, at: this.context.clock.now(), bytes });
  }

  /** The events that occurred in a span of time, oldest first. */
  between(archive: Retention, from: number, to: number): Event[] {
    return this.of(archive)
      .map(([, { event }]) => ({ event, time: Date.parse(event.time) }))
      .filter(({ time }) => time >= from && time <= to)
      .sort((one, other) => one.time - other.time)
      .map(({ event }) => event);
  }

  sizeOf(archive: Retention): { count: number; bytes: number } {
    const entries = this.of(archive);
    return { count: entries.length, bytes: entries.reduce((sum, [, { bytes }]) => sum + bytes, 0) };
  }

  deleteOf(archive: Retention): void {
    for (const [key] of this.of(archive)) this.events.delete(key);
  }

  /** What the archive holds; what is older than its retention is dropped first. */
  private of({ name, retentionDays }: Retention): [string, Archived][] {
    const oldest = retentionDays > 0 ? this.context.clock.now() - retentionDays * DAY : -Infinity;
    const all = [...this.events].filter(([key]) => key.startsWith(`${name}/`));
    for (const [key, { at }] of all) if (at < oldest) this.events.delete(key);
    return all.filter(([, { at }]) => at >= oldest);
  }
}
