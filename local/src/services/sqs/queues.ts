import type { CloudContext } from '../../kernel/cloud-context';
import type { StoredMap } from '../../kernel/store';
import type { Delivery, Message } from './message';
import type { Held } from './held-messages';
import { Queue, type QueueDefinition } from './queue';
import { missingParameter, sqsError } from './sqs-error';

/** Every queue of the account, by name; what the store still holds of a former run is there from the start. */
export class Queues {
  private readonly queues = new Map<string, Queue>();
  private readonly definitions: StoredMap<QueueDefinition>;
  private readonly messages: StoredMap<Message>;
  private readonly deliveries: StoredMap<Delivery>;
  private readonly deletedAt = new Map<string, number>();

  constructor(readonly context: CloudContext) {
    this.definitions = context.store.map('sqs-queues');
    this.messages = context.store.map('sqs-messages');
    this.deliveries = context.store.map('sqs-deliveries');
    for (const definition of this.definitions.values()) this.open(definition);
    this.refill();
  }

  /** Makes a queue; AWS keeps a deleted queue's name back for 60 s. (SQS API reference, DeleteQueue) */
  create(definition: QueueDefinition): Queue {
    if (this.context.clock.now() - (this.deletedAt.get(definition.name) ?? -Infinity) < 60_000)
      throw sqsError(
        'QueueDeletedRecently',
        'You must wait 60 seconds after deleting a queue before you can create another with the same name.',
      );
    this.definitions.set(definition.name, definition);
    return this.open(definition);
  }

  change(queue: Queue, change: Partial<QueueDefinition>): void {
    queue.definition = { ...queue.definition, ...change };
    this.definitions.set(queue.name, queue.definition);
  }

  delete(queue: Queue): void {
    queue.close();
    queue.clear();
    this.queues.delete(queue.name);
    this.definitions.delete(queue.name);
    this.deletedAt.set(queue.name, this.context.clock.now());
  }

  byName(name: string): Queue | undefined {
    return this.queues.get(name);
  }

  byArn(arn: string): Queue | undefined {
    const queue = this.queues.get(arn.split(':').at(-1) ?? '');
    return queue?.arn === arn ? queue : undefined;
  }

  /** The queue of a URL, whatever its host, or of a bare name. Throws when there is none. */
  byUrl(url: string | undefined): Queue {
    if (!url) throw missingParameter('QueueUrl');
    const queue = this.queues.get(url.split('/').at(-1) ?? '');
    if (!queue) throw sqsError('QueueDoesNotExist', 'The specified queue does not exist.');
    return queue;
  }

  url(queue: Queue): string {
    return `${this.context.endpoint()}/${this.context.accountId}/${queue.name}`;
  }

  all(): Queue[] {
    return [...this.queues.values()];
  }

  private open(definition: QueueDefinition): Queue {
    const { region, accountId, clock } = this.context;
    const { messages, deliveries } = this;
    const giveUp = (held: Held, source: Queue, arn: string) => this.giveUp(held, source, arn);
    const arn = `arn:aws:sqs:${region}:${accountId}:${definition.name}`;
    const queue = new Queue(arn, definition, { clock, messages, deliveries, giveUp });
    this.queues.set(definition.name, queue);
    return queue;
  }

  /** Puts the stored messages back; one whose queue or delivery was not written before a crash is dropped. */
  private refill(): void {
    for (const [key, message] of [...this.messages]) {
      const queue = this.queues.get(key.slice(0, key.lastIndexOf('/')));
      const delivery = this.deliveries.get(key);
      if (queue && delivery) queue.held.place({ message, delivery }, this.context.clock.now());
      else this.messages.delete(key);
    }
  }

  private giveUp({ message, delivery }: Held, source: Queue, deadLetterArn: string): boolean {
    const target = this.byArn(deadLetterArn);
    target?.add(
      { ...message, deadLetterSource: source.arn },
      { ...delivery, visibleAt: this.context.clock.now() },
    );
    return target !== undefined;
  }
}
