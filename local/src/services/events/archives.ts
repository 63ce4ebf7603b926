import type { CloudContext } from '../../kernel/cloud-context';
import type { StoredMap } from '../../kernel/store';
import { ArchivedEvents } from './archived-events';
import type { EventBuses } from './event-buses';
import type { Event } from './event';
import { compileOrRefuse, notFound } from './events-error';
import type { Pattern } from './patterns/compile-pattern';
import { matchesEvent } from './patterns/match-event';

/** Which events of a bus are kept, and for how long. */
export interface Archive {
  readonly name: string;
  readonly arn: string;
  readonly busArn: string;
  readonly bus: string;
  readonly description?: string;
  readonly pattern?: string;
  /** 0 keeps for ever. */
  readonly retentionDays: number;
  readonly createdAt: number;
}

export type ArchiveDefinition = Pick<Archive, 'name' | 'description' | 'pattern' | 'retentionDays'>;

/** Archives and the events in them. */
export class Archives {
  private readonly archives: StoredMap<Archive>;
  readonly events: ArchivedEvents;
  private readonly patterns = new WeakMap<Archive, Pattern>();

  constructor(
    private readonly context: CloudContext,
    private readonly buses: EventBuses,
  ) {
    this.archives = context.store.map('events-archives');
    this.events = new ArchivedEvents(context);
  }

  /** Makes an archive, or changes the one of that name; its events stay. */
  put(definition: ArchiveDefinition, busArn: string | undefined): Archive {
    const bus = this.buses.get(busArn);
    if (definition.pattern) compileOrRefuse(definition.pattern);
    const { region, accountId, clock } = this.context;
    const arn = `arn:aws:events:${region}:${accountId}:archive/${definition.name}`;
    const createdAt = this.archives.get(definition.name)?.createdAt ?? clock.now();
    const archive = { ...definition, arn, bus: bus.name, busArn: bus.arn, createdAt };
    this.archives.set(archive.name, archive);
    return archive;
  }

  describe({ ArchiveName = '' }: { readonly ArchiveName?: string }) {
    const archive = this.archives.get(ArchiveName);
    if (!archive) throw notFound(`Archive ${ArchiveName} does not exist.`);
    const { count, bytes } = this.events.sizeOf(archive);
    return {
      ArchiveArn: archive.arn,
      ArchiveName: archive.name,
      EventSourceArn: archive.busArn,
      Description: archive.description,
      EventPattern: archive.pattern,
      State: 'ENABLED',
      RetentionDays: archive.retentionDays,
      SizeBytes: bytes,
      EventCount: count,
      CreationTime: new Date(archive.createdAt),
    };
  }

  /** Keeps an event in every archive of its bus whose pattern it matches. */
  keep(bus: string, event: Event): void {
    for (const archive of this.archives.values()) {
      if (archive.bus === bus && this.takes(archive, event)) this.events.add(archive, event);
    }
  }

  find(arn: string): Archive | undefined {
    return this.archives.get(arn.slice(arn.indexOf('archive/') + 8));
  }

  private takes(archive: Archive, event: Event): boolean {
    if (!archive.pattern) return true;
    const pattern = this.patterns.get(archive) ?? compileOrRefuse(archive.pattern);
    this.patterns.set(archive, pattern);
    return matchesEvent(pattern, event);
  }
}
