import { randomUUID } from 'node:crypto';
import type { CloudContext } from '../../kernel/cloud-context';
import { page } from '../../kernel/page';
import type { StoredMap } from '../../kernel/store';
import { checkProtocol } from './check-subscription';
import { checkArn, invalidParameter, invalidToken, notFound } from './sns-error';
import { presentAttributes, presentSubscription } from './present-subscription';
import { hasAttributes, readSubscriptionAttributes, type Subscription } from './subscription-attributes';
import { PAGE_SIZE, type Topics } from './topics';

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

interface ListInput {
  readonly NextToken?: string;
}

/** A topic's ARN and a UUID. */
const SUBSCRIPTION = /^arn:[^:]+:sns:[^:]+:\d+:[^:]+:[\da-f-]{36}$/;

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
    const at = 'Attributes Reason: ';
    const attributes = readSubscriptionAttributes(Attributes, at);
    const known = this.of(topic.arn).find(
      ({ protocol, endpoint }) => protocol === Protocol && endpoint === Endpoint,
    );
    if (known && !hasAttributes(known, Attributes, at))
      throw invalidParameter('Attributes Reason: Subscription already exists with different attributes');
    const arn = known?.arn ?? `${topic.arn}:${randomUUID()}`;
    const subscription = { arn, topicArn: topic.arn, protocol: Protocol, endpoint: Endpoint };
    if (!known) this.subscriptions.set(arn, { ...subscription, ...attributes });
    const confirmed = !Protocol.startsWith('email') || String(ReturnSubscriptionArn) === 'true';
    return { SubscriptionArn: confirmed ? arn : 'pending confirmation' };
  }

  unsubscribe({ SubscriptionArn }: SubscriptionInput): void {
    checkArn('SubscriptionArn', SubscriptionArn);
    if (!SUBSCRIPTION.test(SubscriptionArn)) throw invalidParameter('SubscriptionId');
    this.subscriptions.delete(SubscriptionArn);
  }

  setAttribute(input: SubscriptionInput & { AttributeName?: string; AttributeValue?: string }): void {
    const subscription = this.get(input.SubscriptionArn);
    const { AttributeName = '', AttributeValue = '' } = input;
    const given = { [AttributeName]: AttributeValue };
    const attributes = readSubscriptionAttributes(given, '', subscription);
    this.subscriptions.set(subscription.arn, { ...subscription, ...attributes });
  }

  attributes({ SubscriptionArn }: SubscriptionInput) {
    return { Attributes: presentAttributes(this.get(SubscriptionArn), this.context.accountId) };
  }

  list({ NextToken }: ListInput) {
    return this.page([...this.subscriptions.values()], NextToken);
  }

  listByTopic({ TopicArn, NextToken }: ListInput & { readonly TopicArn?: string }) {
    return this.page(this.of(this.topics.get(TopicArn).arn), NextToken);
  }

  /** Takes leave of everyone who is subscribed to a topic. */
  forget(topicArn: string | undefined): void {
    for (const { arn } of this.of(topicArn ?? '')) this.subscriptions.delete(arn);
  }

  of(topicArn: string): Subscription[] {
    return [...this.subscriptions.values()].filter((subscription) => subscription.topicArn === topicArn);
  }

  private page(subscriptions: readonly Subscription[], token: string | undefined) {
    const { items, NextToken } = page(subscriptions, PAGE_SIZE, token, invalidToken);
    return {
      Subscriptions: items.map((each) => presentSubscription(each, this.context.accountId)),
      NextToken,
    };
  }

  private get(arn: string | undefined): Subscription {
    checkArn('SubscriptionArn', arn);
    const subscription = this.subscriptions.get(arn);
    if (!subscription) throw notFound('Subscription');
    return subscription;
  }
}
