/** A message attribute as it is kept: a binary value as base64. */
export interface MessageAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  readonly BinaryValue?: string;
}

/** What a message is; it does not change while the queue holds it. */
export interface Message {
  readonly id: string;
  readonly body: string;
  readonly md5OfBody: string;
  readonly attributes?: Readonly<Record<string, MessageAttribute>>;
  /** Epoch milliseconds; a move to the dead-letter queue keeps it. */
  readonly sentAt: number;
  /** ARN of the queue that gave the message up. */
  readonly deadLetterSource?: string;
}

/** Where a message is in its life; written each time that changes. */
export interface Delivery {
  /** Epoch milliseconds from which it can be received. */
  readonly visibleAt: number;
  readonly receives: number;
  readonly firstReceivedAt?: number;
}

/** A message and the handle of this receipt. */
export interface Received extends Message, Delivery {
  readonly handle: string;
}
