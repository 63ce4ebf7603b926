import { randomUUID } from 'node:crypto';
import type { CloudContext } from '../../cloud/cloud-context';
import type { StoredMap } from '../../cloud/store';
import { deliveryError, NOT_JSON, type DeliveryError } from './delivery-error';
import { isoSeconds, type Event } from './event';
import { transform } from './input-transformer';
import { invokeTarget, queueUrl } from './invoke-target';
import { valueAt } from './json-path';
import type { Rule } from './rules';
import type { Target } from './target';

/** An event that a target has not taken yet; kept so that a restart goes on with it. */
interface Pending {
  readonly event: Event;
  readonly rule: Pick<Rule, 'name' | 'arn'>;
  readonly target: Target;
  readonly since: number;
}

/** Brings events to targets: tries again while the target's policy allows, then hands them to its dead-letter queue. */
export class Deliveries {
  private readonly pending: StoredMap<Pending>;
  private readonly running = new Set<Promise<void>>();
  private readonly stopped = new AbortController();
  private readonly left: [string, Pending][];

  constructor(
    private readonly context: CloudContext,
    private readonly forward: (bus: string, event: Event) => void,
  ) {
    this.pending = context.store.map('events-deliveries');
    this.left = [...this.pending];
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
    for (let retries = 0; ; retries++) {
      const error = await this.tryOnce(pending);
      if (!error) return;
      const wait = backoff(retries);
      const age = clock.now() + wait - pending.since;
      const exhausted =
        (retries >= MaximumRetryAttempts && 'MaximumRetryAttempts') ||
        (age > MaximumEventAgeInSeconds * 1000 && 'MaximumEventAgeInSeconds');
      if (!error.retriable) return this.giveUp(pending, error, {});
      if (exhausted)
        return this.giveUp(pending, error, {
          RETRY_ATTEMPTS: String(retries),
          EXHAUSTED_RETRY_CONDITION: exhausted,
        });
      await clock.sleep(wait, this.stopped.signal);
    }
  }

  private async tryOnce(pending: Pending): Promise<DeliveryError | undefined> {
    const { target, event, rule } = pending;
    const payload = payloadOf(pending, isoSeconds(pending.since));
    if (payload === undefined) return NOT_JSON;
    try {
      const { signal } = this.stopped;
      const { forward } = this;
      await invokeTarget(this.context, {
        target,
        event,
        payload,
        caller: `events:${rule.name}`,
        signal,
        forward,
      });
      return undefined;
    } catch (error) {
      this.stopped.signal.throwIfAborted();
      return deliveryError(error);
    }
  }

  /** Sends the event as it is; the attributes say what became of it. (user guide, "Using dead-letter queues") */
  private async giveUp(
    pending: Pending,
    error: DeliveryError,
    retries: Record<string, string>,
  ): Promise<void> {
    const { target, rule, event } = pending;
    const facts = {
      RULE_ARN: rule.arn,
      TARGET_ARN: target.Arn,
      ERROR_CODE: error.code,
      ERROR_MESSAGE: error.message,
    };
    const queue = target.DeadLetterConfig?.Arn;
    if (!queue)
      return this.context.log(`events: rule ${rule.name} dropped event ${event.id}: ${error.message}`);
    const attributes = Object.entries({ ...facts, ...retries }).map(([name, value]) => [
      name,
      { DataType: 'String', StringValue: value.slice(0, 1024) || '-' },
    ]);
    await this.context.call(
      'sqs',
      'SendMessage',
      {
        QueueUrl: queueUrl(this.context, queue),
        MessageBody: JSON.stringify(event),
        MessageAttributes: Object.fromEntries(attributes) as object,
      },
      { caller: `events:${rule.name}`, signal: this.stopped.signal },
    );
  }

  private complain({ rule, event }: Pending, error: unknown): void {
    if (this.stopped.signal.aborted) return;
    this.context.log(`events: rule ${rule.name} could not give up event ${event.id}: ${String(error)}`);
  }
}

/** What the target gets of the event. */
function payloadOf({ target, event, rule }: Pending, ingestedAt: string): string | undefined {
  if (target.Input !== undefined) return target.Input;
  if (target.InputPath !== undefined) return JSON.stringify(valueAt(event, target.InputPath) ?? {});
  if (target.InputTransformer) return transform(target.InputTransformer, event, { ...rule, ingestedAt });
  return JSON.stringify(event);
}

/** Doubles from a second to ten minutes, with jitter; AWS does not publish its figures. */
function backoff(retries: number): number {
  return Math.min(600_000, 1000 * 2 ** retries) * (0.5 + Math.random() / 2);
}
