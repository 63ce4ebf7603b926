import type { Journal } from '../../kernel/journal';
import type { StoredEvent } from './event-ring';

/** Keeps a log group's events, a line each, when the cloud has a data directory. */
export class EventJournal {
  constructor(private readonly journal: Journal | undefined) {}

  read(): StoredEvent[] {
    return (this.journal?.read() ?? []) as StoredEvent[];
  }

  /** Whether it holds much that memory has let go. */
  outgrows(bytes: number): boolean {
    return this.journal !== undefined && this.journal.size > 2 * bytes;
  }

  append(events: readonly StoredEvent[]): void {
    if (events.length > 0) this.journal?.append(events);
  }

  compact(events: Iterable<StoredEvent>): void {
    this.journal?.compact(events);
  }

  replace(events: Iterable<StoredEvent>): void {
    this.journal?.replace(events);
  }

  remove(): void {
    this.journal?.remove();
  }
}
