import { AwsError } from '../../kernel/aws-error';
import type { CloudContext } from '../../kernel/cloud-context';
import type { StoredMap } from '../../kernel/store';
import type { Archive } from './archive';
import type { Archives } from './archives';
import type { EventBuses } from './event-buses';
import { replayed, type Event } from './event';
import { alreadyExists, atMostOneFilter, invalid, limitExceeded, notFound } from './events-error';
import { named, page, type Paging } from './page';
import { milliseconds, presentReplay, type Destination, type Moment, type Replay } from './replay';

export interface StartReplayInput {
  readonly ReplayName?: string;
  readonly Description?: string;
  readonly EventSourceArn?: string;
  readonly EventStartTime?: Moment;
  readonly EventEndTime?: Moment;
  readonly Destination?: Destination;
}

type Route = (bus: string, event: Event, onlyRules?: readonly string[]) => void;

/** Sends archived events through their bus again, each marked with the replay's name. */
export class Replays {
  private readonly replays: StoredMap<Replay>;

  constructor(
    private readonly context: CloudContext,
    private readonly buses: EventBuses,
    private readonly archives: Archives,
    private readonly route: Route,
  ) {
    this.replays = context.store.map('events-replays');
  }

  start(input: StartReplayInput) {
    const { ReplayName: name = '', Destination: destination = {} } = input;
    if (!/^arn:[^:]+:events:[^:]*:\d*:event-bus\/./.test(destination.Arn ?? ''))
      throw invalid('Parameter Destination.Arn is not valid. Reason: Must contain an event bus ARN.');
    const bus = this.buses.get(destination.Arn);
    const archive = this.archiveOf(input);
    const [from, to] = [milliseconds(input.EventStartTime), milliseconds(input.EventEndTime)];
    if (!(from < to))
      throw invalid(
        'Parameter EventEndTime is not valid. Reason: EventStartTime must be before EventEndTime.',
      );
    if (archive.busArn !== bus.arn)
      throw invalid(
        'Parameter Destination.Arn is not valid. Reason: Cross event bus replay is not permitted.',
      );
    if (this.replays.has(name)) throw alreadyExists(`Replay ${name}`);
    // Ten at a time. (EventBridge user guide, "Amazon EventBridge quotas")
    const active = [...this.replays.values()].filter(
      ({ state }) => state === 'STARTING' || state === 'RUNNING',
    );
    if (active.length >= 10) throw limitExceeded();
    const { region, accountId, clock } = this.context;
    const arn = `arn:aws:events:${region}:${accountId}:replay/${name}`;
    const what = { archiveArn: archive.arn, destination, from, to, description: input.Description };
    this.replays.set(name, { name, arn, ...what, startedAt: clock.now(), state: 'STARTING' });
    setImmediate(() => this.run(name, archive, bus.name));
    return { ReplayArn: arn, State: 'STARTING', ReplayStartTime: new Date(clock.now()) };
  }

  cancel({ ReplayName = '' }: StartReplayInput) {
    const replay = this.get(ReplayName);
    if (replay.state !== 'STARTING' && replay.state !== 'RUNNING')
      throw new AwsError(
        'IllegalStatusException',
        `Replay ${ReplayName} is not in a valid state for this operation.`,
      );
    this.replays.set(replay.name, { ...replay, state: 'CANCELLED', endedAt: this.context.clock.now() });
    return { ReplayArn: replay.arn, State: 'CANCELLING' };
  }

  describe({ ReplayName = '' }: StartReplayInput) {
    const replay = this.get(ReplayName);
    const { arn, description, destination } = replay;
    return { ReplayArn: arn, Description: description, Destination: destination, ...presentReplay(replay) };
  }

  list(
    input: Paging & {
      readonly NamePrefix?: string;
      readonly EventSourceArn?: string;
      readonly State?: string;
    },
  ) {
    const { EventSourceArn, NamePrefix, State } = input;
    atMostOneFilter('ListReplays', EventSourceArn, NamePrefix, State);
    const replays = named(this.replays.values(), ({ name }) => name, NamePrefix).filter(
      ({ archiveArn, state }) => (EventSourceArn ?? archiveArn) === archiveArn && (State ?? state) === state,
    );
    const { items, NextToken } = page(replays, input);
    return { Replays: items.map(presentReplay), NextToken };
  }

  private archiveOf({ EventSourceArn = '' }: StartReplayInput): Archive {
    const archive = this.archives.find(EventSourceArn);
    if (archive) return archive;
    const name = EventSourceArn.slice(EventSourceArn.indexOf('archive/') + 8);
    throw invalid(`Parameter EventSourceArn is not valid. Reason: Archive ${name} does not exist.`);
  }

  private get(name: string): Replay {
    const replay = this.replays.get(name);
    if (!replay) throw notFound(`Replay ${name} does not exist.`);
    return replay;
  }

  private run(name: string, archive: Archive, bus: string): void {
    const replay = this.get(name);
    if (replay.state !== 'STARTING') return;
    const events = this.archives.events.between(archive, replay.from, replay.to);
    for (const event of events) this.route(bus, replayed(event, name), replay.destination.FilterArns);
    const last = events.at(-1);
    const endedAt = this.context.clock.now();
    this.replays.set(name, {
      ...replay,
      state: 'COMPLETED',
      endedAt,
      lastReplayed: last && Date.parse(last.time),
    });
  }
}
