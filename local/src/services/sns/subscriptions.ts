import { randomUUID } from 'node:crypto';
import { unsupported } from '../../kernel/aws-error';
import type { CloudContext } from '../../kernel/cloud-context';
import { page } from '../../kernel/page';
import type { StoredMap } from '../../kernel/store';
import { checkArn, invalidParameter } from './sns-error';
import type { Topics } from './topics';

/** Who gets a topic's messages: a queue, or a mailbox, for which the local inbox stands. */
export interface Subscription {
  readonly arn: string;
  readonly topicArn: string;
  readonly protocol: string;
  readonly endpoint: string;
  /** Whether a queue gets the message itself, without the notification around it. */
  readonly raw: boolean;
}

export interface SubscribeInput {
  readonly TopicArn?: string;
  readonly Protocol?: string;
  readonly Endpoint?: string;
  readonly Attributes?: Readonly<Record<string, string>>;
  readonly ReturnSubscriptionArn?: boolean | string;
}

/** A topic's ARN and a UUID. */
const SUBSCRIPTION = /^arn:[^:]+:sns:[^:]+:\d+:[^:]+:[\da-f-]{36}$/;
/** (SNS API reference, ListSubscriptionsByTopic) */
const PAGE_SIZE = 100;
const ELSEWHERE = ['email-json', 'http', 'https', 'sms', 'application', 'firehose', 'lambda'];

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
    Protocol: protocol = '',
    Endpoint: endpoint = '',
    Attributes = {},
    ReturnSubscriptionArn,
  }: SubscribeInput) {
    const { arn: topicArn } = this.topics.get(TopicArn);
    checkProtocol(protocol, endpoint);
    const raw = readRaw(Attributes);
    const known = this.of(topicArn).find((each) => each.protocol === protocol && each.endpoint === endpoint);
    if (known && raw !== undefined && raw !== known.raw)
      throw invalidParameter('Attributes Reason: Subscription already exists with different attributes');
    const arn = known?.arn ?? `${topicArn}:${randomUUID()}`;
    if (!known) this.subscriptions.set(arn, { arn, topicArn, protocol, endpoint, raw: raw ?? false });
    const confirmed = protocol !== 'email' || String(ReturnSubscriptionArn) === 'true';
    return { SubscriptionArn: confirmed ? arn : 'pending confirmation' };
  }

  unsubscribe({ SubscriptionArn }: { readonly SubscriptionArn?: string }): void {
    checkArn('SubscriptionArn', SubscriptionArn);
    if (!SUBSCRIPTION.test(SubscriptionArn)) throw invalidParameter('SubscriptionId');
    this.subscriptions.delete(SubscriptionArn);
  }

  listByTopic({ TopicArn, NextToken: token }: { readonly TopicArn?: string; readonly NextToken?: string }) {
    const all = this.of(this.topics.get(TopicArn).arn);
    const { items, NextToken } = page(all, PAGE_SIZE, token, () => invalidParameter('NextToken'));
    return { Subscriptions: items.map((each) => this.present(each)), NextToken };
  }

  /** Takes leave of everyone who is subscribed to a topic. */
  forget(topicArn: string): void {
    for (const { arn } of this.of(topicArn)) this.subscriptions.delete(arn);
  }

  of(topicArn: string): Subscription[] {
    return [...this.subscriptions.values()].filter((subscription) => subscription.topicArn === topicArn);
  }

  private present({ arn, topicArn, protocol, endpoint }: Subscription) {
    const { accountId: Owner } = this.context;
    return { SubscriptionArn: arn, TopicArn: topicArn, Protocol: protocol, Endpoint: endpoint, Owner };
  }
}

/** Throws for a protocol or endpoint that is refused. */
function checkProtocol(protocol: string, endpoint: string): void {
  if (ELSEWHERE.includes(protocol)) throw unsupported(`SNS subscriptions of the protocol "${protocol}"`);
  if (protocol !== 'sqs' && protocol !== 'email')
    throw invalidParameter(`Amazon SNS does not support this protocol string: ${protocol}`);
  if (protocol === 'sqs' && !/^arn:[^:]+:sqs:/.test(endpoint)) throw invalidParameter('SQS endpoint ARN');
}

/** Raw delivery, if it was asked for; any other attribute is refused by name. */
function readRaw(attributes: Readonly<Record<string, string>>): boolean | undefined {
  for (const name of Object.keys(attributes))
    if (name !== 'RawMessageDelivery') throw unsupported(`the subscription attribute ${name}`);
  const { RawMessageDelivery: value } = attributes;
  if (value === undefined || /^(true|false)$/i.test(value))
    return value === undefined ? undefined : /true/i.test(value);
  throw invalidParameter(
    `Attributes Reason: RawMessageDelivery: Invalid value [${value}]. Must be true or false.`,
  );
}
