import type { CloudContext } from '../../kernel/cloud-context';
import type { Journal } from '../../kernel/journal';
import type { StoredMap } from '../../kernel/store';
import { EventRing } from './event-ring';
import { groupExists, noSuchGroup, streamExists } from './log-errors';
import type { StoredEvent } from './stored-event';

export interface LogGroup {
  readonly name: string;
  readonly retentionInDays?: number;
}

interface LogStream {
  readonly name: string;
  readonly group: string;
}

interface GroupEvents {
  readonly ring: EventRing;
  /** What outlives the process, when the cloud has a data directory. */
  readonly journal: Journal | undefined;
}

/** Bytes of memory that one group's events may take; beyond, the oldest are gone. Packed, that is about 20,000 executions. */
const MOST_BYTES = 64 * 1024 * 1024;
const DAY_MS = 86_400_000;
const START = { timestamp: 0, sequence: 0 };

/** Log groups, their streams and events. */
export class LogStore {
  readonly groups: StoredMap<LogGroup>;
  private readonly streams: StoredMap<LogStream>;
  private readonly events = new Map<string, GroupEvents>();
  private sequence = 0;

  constructor(
    private readonly context: CloudContext,
    private readonly mostBytes = MOST_BYTES,
  ) {
    this.groups = context.store.map('logs-groups');
    this.streams = context.store.map('logs-streams');
    for (const [name] of this.groups) this.load(name);
  }

  group(name: string): LogGroup {
    const group = this.groups.get(name);
    if (!group) throw noSuchGroup();
    return group;
  }

  createGroup(name: string): void {
    if (this.groups.has(name)) throw groupExists();
    this.groups.set(name, { name });
  }

  deleteGroup(name: string): void {
    this.group(name);
    for (const [key, { group }] of [...this.streams]) if (group === name) this.streams.delete(key);
    this.eventsOf(name).journal?.remove();
    this.events.delete(name);
    this.groups.delete(name);
  }

  hasStream(group: string, name: string): boolean {
    return this.streams.has(key(group, name));
  }

  createStream(group: string, name: string): void {
    this.group(group);
    if (this.hasStream(group, name)) throw streamExists();
    this.streams.set(key(group, name), { name, group });
  }

  /** Adds events in order of time. */
  add(group: string, stream: string, events: readonly { timestamp: number; message: string }[]): void {
    const ingestionTime = this.context.clock.now();
    const stored = events.map(({ timestamp, message }) => ({
      ...{ sequence: ++this.sequence, timestamp, ingestionTime, stream, message },
    }));
    const { ring, journal } = this.eventsOf(group);
    journal?.append(stored);
    for (const event of stored) ring.add(event);
    // It holds much that memory has let go.
    if (journal && journal.size > 2 * Math.max(this.mostBytes, ring.textBytes))
      journal.compact(ring.from(START));
  }

  /** The events that are still kept under the group's retention. */
  ring(group: string): EventRing {
    const { retentionInDays } = this.group(group);
    const { ring } = this.eventsOf(group);
    if (retentionInDays) ring.expire(this.context.clock.now() - retentionInDays * DAY_MS);
    return ring;
  }

  private eventsOf(group: string): GroupEvents {
    const found = this.events.get(group);
    if (found) return found;
    const journal = this.context.store.journal(`logs-events/${encodeURIComponent(group)}`);
    const made = { ring: new EventRing(this.mostBytes), journal };
    this.events.set(group, made);
    return made;
  }

  private load(group: string): void {
    const { ring, journal } = this.eventsOf(group);
    for (const event of (journal?.read() ?? []) as StoredEvent[]) {
      this.sequence = Math.max(this.sequence, event.sequence);
      ring.add(event);
    }
    journal?.compact(ring.from(START));
  }
}

function key(group: string, stream: string): string {
  return `${group}\n${stream}`;
}
