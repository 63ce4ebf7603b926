import type { CloudContext } from '../../kernel/cloud-context';
import type { Archives } from './archives';
import { Deliveries } from './deliveries';
import type { Event } from './event';
import { matchesEvent } from './patterns/match-event';
import type { Rules } from './rules';
import { SeenEvents } from './seen-events';

/** Takes an event from its bus to the targets of every rule that matches, and into the archives. */
export class EventRouter {
  readonly deliveries: Deliveries;
  readonly seen: SeenEvents;

  constructor(
    context: CloudContext,
    private readonly rules: Rules,
    private readonly archives: Archives,
  ) {
    this.seen = new SeenEvents(context.clock);
    this.deliveries = new Deliveries(context, this.seen.delivery);
  }

  /** A replay may reach chosen rules only and is not archived again. */
  route(bus: string, event: Event, onlyRules?: readonly string[]): void {
    this.seen.passed(bus, event);
    if (!event['replay-name']) this.archives.keep(bus, event);
    for (const rule of this.rules.of(bus)) {
      if (rule.state === 'DISABLED' || (onlyRules && !onlyRules.includes(rule.arn))) continue;
      const pattern = this.rules.pattern(rule);
      if (!pattern || !matchesEvent(pattern, event)) continue;
      for (const target of rule.targets) this.deliveries.deliver(rule, target, event);
    }
  }
}
