import type { CloudContext } from '../../kernel/cloud-context';
import type { StoredMap } from '../../kernel/store';
import type { Archive, Archives } from './archives';
import type { EventBuses } from './event-buses';
import { replayed, type Event } from './event';
import { alreadyExists, invalid, limitExceeded, notFound } from './events-error';
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
    const active = [...this.replays.values()].filter(({ state }) => state === 'STARTING');
    if (active.length >= 10) throw limitExceeded();
    const { region, accountId, clock } = this.context;
    const arn = `arn:aws:events:${region}:${accountId}:replay/${name}`;
    const what = { archiveArn: archive.arn, destination, from, to, description: input.Description };
    const replay: Replay = { name, arn, ...what, startedAt: clock.now(), state: 'STARTING' };
    this.replays.set(name, replay);
    setImmediate(() => this.run(replay, archive, bus.name));
    return { ReplayArn: arn, State: 'STARTING', ReplayStartTime: new Date(clock.now()) };
  }

  describe({ ReplayName = '' }: StartReplayInput) {
    const replay = this.replays.get(ReplayName);
    if (!replay) throw notFound(`Replay ${ReplayName} does not exist.`);
    return presentReplay(replay);
  }

  private archiveOf({ EventSourceArn = '' }: StartReplayInput): Archive {
    const archive = this.archives.find(EventSourceArn);
    if (archive) return archive;
    const name = EventSourceArn.slice(EventSourceArn.indexOf('archive/') + 8);
    throw invalid(`Parameter EventSourceArn is not valid. Reason: Archive ${name} does not exist.`);
  }

  private run(replay: Replay, archive: Archive, bus: string): void {
    const events = this.archives.events.between(archive, replay.from, replay.to);
    const { name, destination } = replay;
    for (const event of events) this.route(bus, replayed(event, name), destination.FilterArns);
    const last = events.at(-1);
    const ended = { endedAt: this.context.clock.now(), lastReplayed: last && Date.parse(last.time) };
    this.replays.set(name, { ...replay, state: 'COMPLETED', ...ended });
  }
}
