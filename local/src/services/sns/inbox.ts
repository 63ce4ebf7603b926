import type { CloudContext } from '../../kernel/cloud-context';
import type { StoredMap } from '../../kernel/store';
import type { PublishedMessage } from './published-message';
import type { Subscription } from './subscriptions';

/** A published message as a person reads it. */
export interface Mail {
  readonly messageId: string;
  readonly topicArn: string;
  readonly subject?: string;
  readonly message: string;
  /** ISO 8601. */
  readonly publishedAt: string;
  /** Addresses that AWS would have mailed. */
  readonly recipients: readonly string[];
}

const KEPT = 1000;

/** The local mailbox: the last thousand published messages, newest first, whoever is subscribed. */
export class Inbox {
  private readonly mails: StoredMap<Mail>;

  constructor(context: CloudContext) {
    this.mails = context.store.map('sns-inbox');
  }

  put(message: PublishedMessage, subscriptions: readonly Subscription[]): void {
    const { id: messageId, topicArn, subject, text } = message;
    const recipients = subscriptions.filter(({ protocol }) => protocol === 'email');
    this.mails.set(messageId, {
      ...{ messageId, topicArn, subject, message: text },
      publishedAt: new Date(message.publishedAt).toISOString(),
      recipients: recipients.map(({ endpoint }) => endpoint),
    });
    const [oldest] = this.mails;
    if (this.mails.size > KEPT && oldest) this.mails.delete(oldest[0]);
  }

  list(): Mail[] {
    return [...this.mails.values()].reverse();
  }
}
