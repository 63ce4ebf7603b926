import { randomUUID } from 'node:crypto';
import type { CloudContext } from '../../cloud/cloud-context';
import type { StoredMap } from '../../cloud/store';
import { checkProtocol, readRaw } from './check-subscription';
import { checkArn, invalidParameter, notFound } from './sns-error';
import type { Topics } from './topics';

export interface Subscription {
  readonly arn: string;
  readonly topicArn: string;
  readonly protocol: string;
  readonly endpoint: string;
  readonly raw: boolean;
}

export interface SubscribeInput {
  readonly TopicArn?: string;
  readonly Protocol?: string;
  readonly Endpoint?: string;
  readonly Attributes?: Readonly<Record<string, string>>;
  readonly ReturnSubscriptionArn?: boolean | string;
}

interface SubscriptionInput {
  readonly SubscriptionArn?: string;
}

/** Who gets a topic's messages. */
export class Subscriptions {
  private readonly subscriptions: StoredMap<Subscription>;

  constructor(
    private readonly context: CloudContext,
    private readonly topics: Topics,
  ) {
    this.subscriptions = context.store.map('sns-subscriptions');
  }

  /** Mail would have to be confirmed; the local inbox stands for the mailbox and needs none. */
  subscribe({
    TopicArn,
    Protocol = '',
    Endpoint = '',
    Attributes = {},
    ReturnSubscriptionArn,
  }: SubscribeInput) {
    const topic = this.topics.get(TopicArn);
    checkProtocol(Protocol, Endpoint);
    const raw = readRaw(Attributes, Protocol);
    const known = this.of(topic.arn).find(
      ({ protocol, endpoint }) => protocol === Protocol && endpoint === Endpoint,
    );
    if (known && Attributes.RawMessageDelivery !== undefined && known.raw !== raw)
      throw invalidParameter('Attributes Reason: Subscription already exists with different attributes');
    const arn = known?.arn ?? `${topic.arn}:${randomUUID()}`;
    if (!known)
      this.subscriptions.set(arn, { arn, topicArn: topic.arn, protocol: Protocol, endpoint: Endpoint, raw });
    const confirmed = !Protocol.startsWith('email') || String(ReturnSubscriptionArn) === 'true';
    return { SubscriptionArn: confirmed ? arn : 'pending confirmation' };
  }

  unsubscribe({ SubscriptionArn }: SubscriptionInput): void {
    checkArn('SubscriptionArn', SubscriptionArn);
    this.subscriptions.delete(SubscriptionArn);
  }

  setAttribute(input: SubscriptionInput & { AttributeName?: string; AttributeValue?: string }): void {
    const subscription = this.get(input.SubscriptionArn);
    const { AttributeName = '', AttributeValue = '' } = input;
    const raw = readRaw({ [AttributeName]: AttributeValue }, subscription.protocol, '');
    this.subscriptions.set(subscription.arn, { ...subscription, raw });
  }

  attributes({ SubscriptionArn }: SubscriptionInput) {
    const { arn, topicArn, protocol, endpoint, raw } = this.get(SubscriptionArn);
    return {
      Attributes: {
        SubscriptionArn: arn,
        TopicArn: topicArn,
        Protocol: protocol,
        Endpoint: endpoint,
        Owner: this.context.accountId,
        RawMessageDelivery: String(raw),
        PendingConfirmation: 'false',
        ConfirmationWasAuthenticated: 'true',
      },
    };
  }

  list() {
    return { Subscriptions: [...this.subscriptions.values()].map((each) => this.present(each)) };
  }

  listByTopic({ TopicArn }: { readonly TopicArn?: string }) {
    const topic = this.topics.get(TopicArn);
    return { Subscriptions: this.of(topic.arn).map((each) => this.present(each)) };
  }

  of(topicArn: string): Subscription[] {
    return [...this.subscriptions.values()].filter((subscription) => subscription.topicArn === topicArn);
  }

  private get(arn: string | undefined): Subscription {
    checkArn('SubscriptionArn', arn);
    const subscription = this.subscriptions.get(arn);
    if (!subscription) throw notFound('Subscription');
    return subscription;
  }

  private present({ arn, topicArn, protocol, endpoint }: Subscription) {
    const owner = this.context.accountId;
    return { SubscriptionArn: arn, TopicArn: topicArn, Protocol: protocol, Endpoint: endpoint, Owner: owner };
  }
}
