import type { Clock } from '../../kernel/clock';
import type { StoredMap } from '../../kernel/store';
import { HeldMessages, type Held } from './held-messages';
import type { Delivery, Message, Received } from './message';
import { attributeNumber, redrivePolicy, type QueueAttributes } from './queue-attributes';
import { readReceiptHandle, receiptHandle } from './receipt-handle';
import { sqsError } from './sqs-error';
import { Waiters } from './waiters';

/** AWS lets a standard queue have about 120,000 messages in flight. (SQS developer guide, "Amazon SQS queue quotas") */
const MAX_IN_FLIGHT = 120_000;

/** What is kept of a queue besides its messages. */
export interface QueueDefinition {
  readonly name: string;
  readonly attributes: QueueAttributes;
  readonly createdAt: number;
  readonly modifiedAt: number;
}

/** What a queue needs of its surroundings. */
export interface QueueSurroundings {
  readonly clock: Clock;
  readonly messages: StoredMap<Message>;
  readonly deliveries: StoredMap<Delivery>;
  /** Puts a message that was received too often into its dead-letter queue; false when that queue is gone. */
  readonly giveUp: (held: Held, source: Queue, deadLetterArn: string) => boolean;
}

/** One standard queue: what it holds, who waits for it, what happens to a message in its life. */
export class Queue {
  readonly held = new HeldMessages();
  private readonly waiters: Waiters<Received>;

  constructor(
    readonly arn: string,
    public definition: QueueDefinition,
    private readonly around: QueueSurroundings,
  ) {
    this.waiters = new Waiters(around.clock, () => this.serve());
  }

  get name(): string {
    return this.definition.name;
  }

  /** Adds a message that can be received from `visibleAt` on. */
  add(message: Message, delivery: Delivery): void {
    this.around.messages.set(this.key(message.id), message);
    this.place({ message, delivery }, delivery);
    this.serve();
  }

  /** Takes up to `max` visible messages, or waits for the first. */
  async receive(max: number, visibilityMs: number, waitMs: number, signal: AbortSignal): Promise<Received[]> {
    const received = this.take(max, visibilityMs);
    if (received.length > 0 || waitMs <= 0) return received;
    return this.waiters.wait(() => this.take(max, visibilityMs), waitMs, signal);
  }

  /**
   * Deletes a message by any of its handles; one of a message that is gone does nothing. AWS promises it for the last handle
   * only ("the message might not be deleted"), and was seen to do it by an earlier one.
   */
  delete(handle: string | undefined): void {
    const receipt = readReceiptHandle(this.arn, handle);
    const held = this.held.get(receipt.messageId);
    if (held) this.drop(held);
  }

  /** Hides a message for so long from now on, by any of its handles (observed); false when it is not there. */
  hide(handle: string | undefined, visibilityMs: number): boolean {
    this.settle();
    const receipt = readReceiptHandle(this.arn, handle);
    const held = this.held.get(receipt.messageId);
    if (!held) return false;
    this.place(held, { ...held.delivery, visibleAt: this.around.clock.now() + visibilityMs });
    this.serve();
    return true;
  }

  drop(held: Held): void {
    this.held.remove(held.message.id);
    this.around.messages.delete(this.key(held.message.id));
    this.around.deliveries.delete(this.key(held.message.id));
  }

  /** Drops every message. */
  clear(): void {
    for (const held of [...this.held.values()]) this.drop(held);
  }

  /** Ends every long poll with nothing. */
  close(): void {
    this.waiters.close();
  }

  /** Brings the queue up to the present: reveals what is due, drops what is too old. */
  settle(): void {
    const now = this.around.clock.now();
    this.held.reveal(now);
    const retentionMs = attributeNumber(this.definition.attributes, 'MessageRetentionPeriod') * 1000;
    for (const held of this.held.expired(now - retentionMs)) this.drop(held);
  }

  /** Takes the first visible message that may still be delivered; the others of too many receipts are given up. */
  private take(max: number, visibilityMs: number): Received[] {
    this.settle();
    const taken: Received[] = [];
    for (const held of this.held.ready.values()) {
      if (taken.length === max || taken.some(({ id }) => id === held.message.id)) break;
      if (this.givesUp(held)) continue;
      if (this.held.inFlight.size >= MAX_IN_FLIGHT) throw overLimit();
      taken.push(this.deliver(held, visibilityMs));
    }
    return taken;
  }

  private givesUp(held: Held): boolean {
    const policy = redrivePolicy(this.definition.attributes);
    if (!policy || held.delivery.receives < policy.maxReceiveCount) return false;
    if (!this.around.giveUp(held, this, policy.deadLetterTargetArn)) return false;
    this.drop(held);
    return true;
  }

  private deliver(held: Held, visibilityMs: number): Received {
    const now = this.around.clock.now();
    const { receives, firstReceivedAt = now } = held.delivery;
    const delivery = { visibleAt: now + visibilityMs, receives: receives + 1, firstReceivedAt };
    this.place(held, delivery);
    const handle = receiptHandle(this.arn, { messageId: held.message.id, receives: receives + 1 });
    return { ...held.message, ...delivery, handle };
  }

  /** A delivery that cannot be kept has not been. */
  private place(held: Held, delivery: Delivery): void {
    this.around.deliveries.set(this.key(held.message.id), delivery);
    held.delivery = delivery;
    this.held.place(held, this.around.clock.now());
  }

  private serve(): void {
    this.waiters.serve();
    this.waiters.wakeAt(this.held.nextVisible());
  }

  private key(id: string): string {
    return `${this.name}/${id}`;
  }
}

function overLimit() {
  return sqsError('OverLimit', `A queue can have ${MAX_IN_FLIGHT} messages in flight.`, 403);
}
