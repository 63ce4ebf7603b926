import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import type { CloudContext } from '../../kernel/cloud-context';
import type { StoredMap } from '../../kernel/store';
import { deliveryError, NOT_JSON, type DeliveryError } from './delivery-error';
import type { Event } from './event';
import { giveUp } from './give-up';
import { invokeTarget } from './invoke-target';
import { payloadOf, type Pending } from './pending-delivery';
import type { Rule } from './rule';
import type { SeenEvents } from './seen-events';
import type { Target } from './target';

/** Brings events to targets: tries again while the target's policy allows, then hands them to its dead-letter queue. */
export class Deliveries {
  private readonly pending: StoredMap<Pending>;
  private readonly running = new Set<Promise<void>>();
  private readonly stopped = new AbortController();
  private readonly left: [string, Pending][];

  constructor(
    private readonly context: CloudContext,
    private readonly tell: SeenEvents['delivery'],
  ) {
    this.pending = context.store.map('events-deliveries');
    this.left = [...this.pending];
    // Every delivery that waits for its next try listens to it.
    setMaxListeners(0, this.stopped.signal);
  }

  /** Goes on with what a former run left. */
  resume(): void {
    for (const [key, pending] of this.left.splice(0)) this.run(key, pending);
  }

  async stop(): Promise<void> {
    this.stopped.abort(new Error('The local cloud stops.'));
    await Promise.allSettled(this.running);
  }

  deliver(rule: Rule, target: Target, event: Event): void {
    const key = randomUUID();
    const pending = {
      event,
      rule: { name: rule.name, arn: rule.arn },
      target,
      since: this.context.clock.now(),
    };
    this.pending.set(key, pending);
    this.run(key, pending);
  }

  private run(key: string, pending: Pending): void {
    const running: Promise<void> = this.attempt(pending)
      .then(() => void this.pending.delete(key))
      .catch((error: unknown) => this.complain(pending, error))
      .finally(() => this.running.delete(running));
    this.running.add(running);
  }

  /** Tries until the target takes the event or nothing more helps. Up to 185 retries in 24 h unless the target says less. */
  private async attempt(pending: Pending): Promise<void> {
    const { MaximumRetryAttempts = 185, MaximumEventAgeInSeconds = 86_400 } =
      pending.target.RetryPolicy ?? {};
    const { clock } = this.context;
    const { signal } = this.stopped;
    for (let retries = 0; ; retries++) {
      const tries = retries + 1;
      this.tell(pending, { state: 'under way', tries });
      const error = await this.tryOnce(pending);
      if (!error) return this.tell(pending, { state: 'delivered', tries });
      const wait = backoff(retries);
      const age = clock.now() + wait - pending.since;
      const exhausted =
        (retries >= MaximumRetryAttempts && 'MaximumRetryAttempts') ||
        (age > MaximumEventAgeInSeconds * 1000 && 'MaximumEventAgeInSeconds');
      const end = error.retriable ? exhausted && exhaustion(retries, exhausted) : {};
      this.tell(pending, { state: end ? 'undelivered' : 'under way', tries, error: error.message });
      if (end) return giveUp(this.context, pending, error, end, signal);
      await clock.sleep(wait, signal);
    }
  }

  private async tryOnce(pending: Pending): Promise<DeliveryError | undefined> {
    const payload = payloadOf(pending);
    if (payload === undefined) return NOT_JSON;
    const options = { caller: `events:${pending.rule.name}`, signal: this.stopped.signal };
    try {
      await invokeTarget(this.context, pending.target.Arn, payload, options);
      return undefined;
    } catch (error) {
      this.stopped.signal.throwIfAborted();
      return deliveryError(error);
    }
  }

  private complain({ rule, event }: Pending, error: unknown): void {
    if (this.stopped.signal.aborted) return;
    this.context.log(`events: rule ${rule.name} could not give up event ${event.id}: ${String(error)}`);
  }
}

/** Doubles from a second to ten minutes, with jitter; AWS does not publish its figures. */
function backoff(retries: number): number {
  return Math.min(600_000, 1000 * 2 ** retries) * (0.5 + Math.random() / 2);
}

function exhaustion(retries: number, condition: string) {
  return { RETRY_ATTEMPTS: String(retries), EXHAUSTED_RETRY_CONDITION: condition };
}
