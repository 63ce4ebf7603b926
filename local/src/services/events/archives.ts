import type { CloudContext } from '../../kernel/cloud-context';
import type { StoredMap } from '../../kernel/store';
import type { Archive } from './archive';
import { ArchivedEvents } from './archived-events';
import type { EventBuses } from './event-buses';
import type { Event } from './event';
import { alreadyExists, atMostOneFilter, compileOrRefuse, invalid, missing, notFound } from './events-error';
import { named, page, type Paging } from './page';
import type { Pattern } from './patterns/compile-pattern';
import { matchesEvent } from './patterns/match-event';

export interface ArchiveInput {
  readonly ArchiveName?: string;
  readonly EventSourceArn?: string;
  readonly Description?: string;
  readonly EventPattern?: string;
  readonly RetentionDays?: number;
}

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

  create({
    ArchiveName: name = '',
    EventSourceArn = '',
    Description,
    EventPattern,
    RetentionDays = 0,
  }: ArchiveInput) {
    if (name === '') throw invalid(missing('archiveName'));
    const bus = this.buses.get(EventSourceArn);
    if (this.archives.has(name)) throw alreadyExists(`Archive ${name}`);
    if (EventPattern) compileOrRefuse(EventPattern);
    const { region, accountId, clock } = this.context;
    const arn = `arn:aws:events:${region}:${accountId}:archive/${name}`;
    const source = { bus: bus.name, busArn: bus.arn, pattern: EventPattern };
    const kept = { description: Description, retentionDays: RetentionDays, createdAt: clock.now() };
    this.archives.set(name, { name, arn, ...source, ...kept });
    return summary(this.get(name));
  }

  update(input: ArchiveInput) {
    const { ArchiveName = '', Description, EventPattern, RetentionDays } = input;
    if (Description === undefined && EventPattern === undefined && RetentionDays === undefined)
      throw invalid('At least one of EventPattern, RetentionDays or Description must be provided.');
    const archive = this.get(ArchiveName);
    if (EventPattern) compileOrRefuse(EventPattern);
    this.archives.set(archive.name, {
      ...archive,
      description: Description ?? archive.description,
      pattern: EventPattern ?? archive.pattern,
      retentionDays: RetentionDays ?? archive.retentionDays,
    });
    return summary(archive);
  }

  delete({ ArchiveName = '' }: ArchiveInput): void {
    const archive = this.get(ArchiveName);
    this.events.deleteOf(archive);
    this.archives.delete(archive.name);
  }

  describe({ ArchiveName = '' }: ArchiveInput) {
    const archive = this.get(ArchiveName);
    const { arn, description, pattern } = archive;
    return { ArchiveArn: arn, Description: description, EventPattern: pattern, ...this.present(archive) };
  }

  list(
    input: Paging & {
      readonly NamePrefix?: string;
      readonly EventSourceArn?: string;
      readonly State?: string;
    },
  ) {
    const { EventSourceArn, NamePrefix, State = 'ENABLED' } = input;
    atMostOneFilter('ListArchives', EventSourceArn, NamePrefix, input.State);
    if (EventSourceArn !== undefined) this.buses.get(EventSourceArn);
    const archives = named(this.archives.values(), ({ name }) => name, NamePrefix).filter(
      ({ busArn }) => State === 'ENABLED' && (EventSourceArn ?? busArn) === busArn,
    );
    const { items, NextToken } = page(archives, input);
    return { Archives: items.map((archive) => this.present(archive)), NextToken };
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

  get(name: string): Archive {
    const archive = this.archives.get(name);
    if (!archive) throw notFound(`Archive ${name} does not exist.`);
    return archive;
  }

  has(name: string): boolean {
    return this.archives.has(name);
  }

  private takes(archive: Archive, event: Event): boolean {
    if (!archive.pattern) return true;
    const pattern = this.patterns.get(archive) ?? compileOrRefuse(archive.pattern);
    this.patterns.set(archive, pattern);
    return matchesEvent(pattern, event);
  }

  private present(archive: Archive) {
    const { count, bytes } = this.events.sizeOf(archive);
    return {
      ArchiveName: archive.name,
      EventSourceArn: archive.busArn,
      State: 'ENABLED',
      RetentionDays: archive.retentionDays,
      SizeBytes: bytes,
      EventCount: count,
      CreationTime: new Date(archive.createdAt),
    };
  }
}

function summary({ arn, createdAt }: Archive) {
  return { ArchiveArn: arn, State: 'ENABLED', CreationTime: new Date(createdAt) };
}
