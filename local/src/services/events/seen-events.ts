import type { Clock } from '../../kernel/clock';
import type { Event } from './event';
import type { Pending } from './pending-delivery';

/** What became of an event at one target. */
export interface SeenDelivery {
  readonly rule: string;
  /** Its ARN. */
  readonly target: string;
  readonly state: 'under way' | 'delivered' | 'undelivered';
  /** Tries so far. */
  readonly tries: number;
  readonly error?: string;
}

/** An event that passed a bus; `at` is ISO 8601. */
export interface SeenEvent {
  readonly at: string;
  readonly bus: string;
  readonly event: Event;
  readonly deliveries: readonly SeenDelivery[];
}

/** So many are remembered. */
const MOST = 200;

/** The latest events and where they went, for whoever watches; nothing depends on it. */
export class SeenEvents {
  private readonly seen = new Map<string, Kept>();

  constructor(private readonly clock: Clock) {}

  passed(bus: string, event: Event): void {
    const at = new Date(this.clock.now()).toISOString();
    this.seen.set(keyOf(event), { at, bus, event, deliveries: new Map() });
    const [oldest = ''] = this.seen.keys();
    if (this.seen.size > MOST) this.seen.delete(oldest);
  }

  /** Notes how far a delivery is. One of an event that is forgotten is none of its business. */
  readonly delivery = (
    { event, rule, target }: Pending,
    how: Pick<SeenDelivery, 'state' | 'tries' | 'error'>,
  ): void => {
    const at = { rule: rule.name, target: target.Arn };
    this.seen.get(keyOf(event))?.deliveries.set(`${rule.arn} ${target.Id}`, { ...at, ...how });
  };

  /** The newest first. */
  list(): SeenEvent[] {
    return [...this.seen.values()]
      .map((seen) => ({ ...seen, deliveries: [...seen.deliveries.values()] }))
      .reverse();
  }
}

type Kept = Omit<SeenEvent, 'deliveries'> & { readonly deliveries: Map<string, SeenDelivery> };

/** A replay sends an event again under its id. */
function keyOf({ id, 'replay-name': replay = '' }: Event): string {
  return `${id} ${replay}`;
}
