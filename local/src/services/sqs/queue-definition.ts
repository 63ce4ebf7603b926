import type { QueueAttributes } from './queue-attributes';

/** What is kept of a queue besides its messages. */
export interface QueueDefinition {
  readonly name: string;
  readonly attributes: QueueAttributes;
  readonly tags: Readonly<Record<string, string>>;
  readonly createdAt: number;
  readonly modifiedAt: number;
}
