import type { ResourceType } from '../../kernel/service';
import type { SubscribeInput, Subscriptions } from './subscriptions';
import type { Topics } from './topics';

/** `AWS::SNS::Topic`, `Subscription` and, without effect, `TopicPolicy`. */
export function snsResources(topics: Topics, subscriptions: Subscriptions): Record<string, ResourceType> {
  return {
    'AWS::SNS::Topic': topic(topics, subscriptions),
    'AWS::SNS::Subscription': subscription(subscriptions),
    'AWS::SNS::TopicPolicy': {
      properties: [],
      inert: { Topics: 'access is not enforced', PolicyDocument: 'access is not enforced' },
      create: ({ physicalName }) => ({ ref: physicalName, attributes: { Id: physicalName } }),
    },
  };
}

interface TopicProperties {
  readonly TopicName?: string;
  readonly DisplayName?: string;
  readonly Subscription?: readonly { readonly Protocol: string; readonly Endpoint: string }[];
}

function topic(topics: Topics, subscriptions: Subscriptions): ResourceType {
  return {
    properties: ['TopicName', 'DisplayName', 'Subscription'],
    inert: {
      KmsMasterKeyId: 'nothing is encrypted on the laptop',
      Tags: 'nothing here reads the tags of a topic',
      SignatureVersion: 'local notifications are not signed',
      TracingConfig: 'there is no X-Ray on the laptop',
    },
    create({ properties, physicalName }) {
      const { TopicName = physicalName, DisplayName, Subscription = [] } = properties as TopicProperties;
      const { TopicArn } = topics.create({ Name: TopicName });
      topics.put({ arn: TopicArn, displayName: DisplayName });
      for (const each of Subscription) subscriptions.subscribe({ TopicArn, ...each });
      return { ref: TopicArn, attributes: { TopicArn, TopicName } };
    },
  };
}

function subscription(subscriptions: Subscriptions): ResourceType {
  return {
    properties: ['TopicArn', 'Protocol', 'Endpoint', 'RawMessageDelivery'],
    inert: { Region: 'there is one region on the laptop' },
    create({ properties }) {
      const { RawMessageDelivery = false, ...rest } = properties;
      const Attributes = { RawMessageDelivery: String(RawMessageDelivery) };
      const input = { ...(rest as SubscribeInput), Attributes, ReturnSubscriptionArn: true };
      const { SubscriptionArn } = subscriptions.subscribe(input);
      return { ref: SubscriptionArn, attributes: { Arn: SubscriptionArn } };
    },
  };
}
