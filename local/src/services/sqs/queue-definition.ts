import type { Clock } from '../../kernel/clock';
import type { StoredMap } from '../../kernel/store';
import type { Held } from './held-messages';
import type { Delivery, Message } from './message';
import type { Queue } from './queue';
import type { QueueAttributes } from './queue-attributes';

/** What is kept of a queue besides its messages. */
export interface QueueDefinition {
  readonly name: string;
  readonly attributes: QueueAttributes;
  readonly tags: Readonly<Record<string, string>>;
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
