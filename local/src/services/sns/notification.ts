import type { SnsAttribute } from './message-attributes';
import { textFor, type PublishedMessage } from './published-message';
import type { Subscription } from './subscriptions';

/** The document that a queue gets. (SNS developer guide, "Amazon SNS message and JSON formats") */
export function queueNotification(message: PublishedMessage, subscription: Subscription, endpoint: string) {
  const attributes = Object.entries(message.attributes);
  return {
    Type: 'Notification',
    MessageId: message.id,
    TopicArn: message.topicArn,
    ...(message.subject !== undefined && { Subject: message.subject }),
    Message: textFor(message, 'sqs'),
    Timestamp: new Date(message.publishedAt).toISOString(),
    SignatureVersion: '1',
    Signature: 'bG9jYWw=',
    SigningCertURL: `${endpoint}/SimpleNotificationService-local.pem`,
    UnsubscribeURL: `${endpoint}/?Action=Unsubscribe&SubscriptionArn=${subscription.arn}`,
    ...(attributes.length > 0 && { MessageAttributes: Object.fromEntries(attributes.map(present)) }),
  };
}

function present([name, { DataType, StringValue, BinaryValue }]: [string, SnsAttribute]) {
  const binary =
    typeof BinaryValue === 'string' ? BinaryValue : Buffer.from(BinaryValue ?? []).toString('base64');
  return [name, { Type: DataType, Value: StringValue ?? binary }] as const;
}
