import { unsupported } from '../../kernel/aws-error';
import { checkFilterPolicy, parseObject, type FilterPolicyScope } from './filter-policy';
import { invalidParameter } from './sns-error';

/** What a subscriber wants of a topic's messages. */
export interface SubscriptionAttributes {
  readonly raw: boolean;
  /** JSON; all messages come when there is none. */
  readonly filterPolicy?: string;
  readonly filterPolicyScope?: FilterPolicyScope;
  /** JSON with the ARN of the queue for what cannot be delivered. */
  readonly redrivePolicy?: string;
}

/** Who gets a topic's messages, and which of them. */
export interface Subscription extends SubscriptionAttributes {
  readonly arn: string;
  readonly topicArn: string;
  readonly protocol: string;
  readonly endpoint: string;
}

export const DEFAULT_SCOPE: FilterPolicyScope = 'MessageAttributes';

type Given = Readonly<Record<string, string>>;
type Read = (value: string, at: string, known: SubscriptionAttributes) => Partial<SubscriptionAttributes>;

/** The known attributes with the given ones in their place; throws for what AWS refuses. `at` begins the message. */
export function readSubscriptionAttributes(
  given: Given,
  at: string,
  known: SubscriptionAttributes = { raw: false },
): SubscriptionAttributes {
  // The scope comes first: the policy is checked under it.
  const names = Object.keys(given).sort((one, other) => RANK(other) - RANK(one));
  return names.reduce((attributes, name) => {
    if (['DeliveryPolicy', 'SubscriptionRoleArn', 'ReplayPolicy'].includes(name))
      throw unsupported(`the subscription attribute ${name}`);
    const read = Object.hasOwn(READ, name) ? READ[name] : undefined;
    if (!read) throw invalidParameter(`${at}AttributeName`);
    return { ...attributes, ...read(given[name] ?? '', at, attributes) };
  }, known);
}

/** Whether every given attribute is what the subscription already has. */
export function hasAttributes(known: SubscriptionAttributes, given: Given, at: string): boolean {
  return same(known, readSubscriptionAttributes(given, at, known));
}

function same(one: SubscriptionAttributes, other: SubscriptionAttributes): boolean {
  const { filterPolicyScope: scope = DEFAULT_SCOPE } = one;
  return (
    one.raw === other.raw &&
    one.filterPolicy === other.filterPolicy &&
    one.redrivePolicy === other.redrivePolicy &&
    scope === (other.filterPolicyScope ?? DEFAULT_SCOPE)
  );
}

/** The dead-letter queue of a subscription, if it has one. */
export function deadLetterQueueOf({ redrivePolicy }: SubscriptionAttributes): string | undefined {
  return redrivePolicy && (JSON.parse(redrivePolicy) as { deadLetterTargetArn: string }).deadLetterTargetArn;
}

const RANK = (name: string) => (name === 'FilterPolicyScope' ? 1 : 0);

const READ: Readonly<Record<string, Read>> = {
  RawMessageDelivery(value, at) {
    if (/^(true|false)$/i.test(value)) return { raw: value.toLowerCase() === 'true' };
    throw invalidParameter(`${at}RawMessageDelivery: Invalid value [${value}]. Must be true or false.`);
  },
  FilterPolicyScope(value, at, { filterPolicy }) {
    if (value !== 'MessageAttributes' && value !== 'MessageBody')
      throw invalidParameter(
        `${at}FilterPolicyScope: Invalid value [${value}]. Please use either MessageBody or MessageAttributes`,
      );
    if (filterPolicy) checkFilterPolicy(filterPolicy, value, at);
    return { filterPolicyScope: value };
  },
  FilterPolicy(value, at, { filterPolicyScope = DEFAULT_SCOPE }) {
    checkFilterPolicy(value, filterPolicyScope, at);
    return { filterPolicy: value.replace(/\s/g, '') === '{}' ? undefined : value };
  },
  RedrivePolicy(value, at) {
    const { deadLetterTargetArn } = value === '' ? {} : parseObject('RedrivePolicy', value, at);
    if (value === '' || value.replace(/\s/g, '') === '{}') return { redrivePolicy: undefined };
    if (typeof deadLetterTargetArn === 'string' && /^arn:[^:]+:sqs:[^:]*:\d+:.+$/.test(deadLetterTargetArn))
      return { redrivePolicy: value };
    throw invalidParameter(`${at}RedrivePolicy: deadLetterTargetArn is an invalid arn`);
  },
};
