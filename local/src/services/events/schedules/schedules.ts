import { randomUUID } from 'node:crypto';
import type { CloudContext } from '../../../kernel/cloud-context';
import type { Deliveries } from '../deliveries';
import { isoSeconds, type Event } from '../event';
import type { Rule } from '../rule';
import type { Rules } from '../rules';
import { readSchedule } from './read-schedule';

/** Sends the rules with a schedule their events, on the cloud's clock. What was due while the cloud was down is not made up for. */
export class Schedules {
  private cancel: (() => void) | undefined;
  /** Until when everything that was due has been sent. */
  private sent = 0;

  constructor(
    private readonly context: CloudContext,
    private readonly rules: Rules,
    private readonly deliveries: Deliveries,
  ) {}

  start(): void {
    this.sent = this.context.clock.now();
    this.rules.changed = () => this.arm();
    this.arm();
  }

  stop(): void {
    this.rules.changed = () => {};
    this.cancel?.();
  }

  /** Waits for the next time that a rule is due. */
  private arm(): void {
    this.cancel?.();
    const due = this.rules.scheduled().map((rule) => ({ rule, at: this.next(rule) }));
    const next = Math.min(...due.map(({ at }) => at));
    if (next === Infinity) return;
    this.cancel = this.context.clock.after(next - this.context.clock.now(), () => {
      this.sent = next;
      for (const { rule, at } of due) if (at === next) this.send(rule, at);
      this.arm();
    });
  }

  private next({ schedule, scheduledFrom = 0 }: Rule): number {
    return readSchedule(schedule!).next(Math.max(this.sent, scheduledFrom), scheduledFrom) ?? Infinity;
  }

  private send(rule: Rule, at: number): void {
    const event = scheduledEvent(this.context, rule, at);
    for (const target of this.rules.get({ Name: rule.name }).targets)
      this.deliveries.deliver(rule, target, event);
  }
}

/** User guide, "Creating an Amazon EventBridge rule that runs on a schedule". */
function scheduledEvent({ accountId, region }: CloudContext, rule: Rule, at: number): Event {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account: accountId,
    time: isoSeconds(at),
    region,
    resources: [rule.arn],
    detail: {},
  };
}
