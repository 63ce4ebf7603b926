import type { SnsAttribute } from './message-attributes';
import { textFor, type PublishedMessage } from './published-message';
import type { Subscription } from './subscription-attributes';

/** The document that a queue gets. (SNS developer guide, "Amazon SNS message and JSON formats") */
export function queueNotification(message: PublishedMessage, subscription: Subscription, endpoint: string) {
  const { Subject, MessageAttributes, ...facts } = common(message, 'sqs');
  return {
    ...facts,
    ...(Subject !== undefined && { Subject }),
    Signature: 'bG9jYWw=',
    SigningCertURL: `${endpoint}/SimpleNotificationService-local.pem`,
    UnsubscribeURL: `${endpoint}/?Action=Unsubscribe&SubscriptionArn=${subscription.arn}`,
    ...(Object.keys(MessageAttributes).length > 0 && { MessageAttributes }),
  };
}

/** The event that a function gets. (Lambda developer guide, "Invoking Lambda functions with Amazon SNS notifications") */
export function functionEvent(message: PublishedMessage, subscription: Subscription, endpoint: string) {
  const { Subject = null, ...facts } = common(message, 'lambda');
  const Sns = {
    ...facts,
    Subject,
    Signature: 'bG9jYWw=',
    SigningCertUrl: `${endpoint}/SimpleNotificationService-local.pem`,
    UnsubscribeUrl: `${endpoint}/?Action=Unsubscribe&SubscriptionArn=${subscription.arn}`,
  };
  const source = { EventSource: 'aws:sns', EventVersion: '1.0', EventSubscriptionArn: subscription.arn };
  return { Records: [{ ...source, Sns }] };
}

function common(message: PublishedMessage, protocol: string) {
  const attributes = Object.entries(message.attributes).map(([name, attribute]) => [
    name,
    present(attribute),
  ]);
  return {
    Type: 'Notification',
    MessageId: message.id,
    TopicArn: message.topicArn,
    Subject: message.subject,
    Message: textFor(message, protocol),
    Timestamp: new Date(message.publishedAt).toISOString(),
    SignatureVersion: message.signatureVersion,
    MessageAttributes: Object.fromEntries(attributes) as Record<string, object>,
  };
}

function present({ DataType, StringValue, BinaryValue }: SnsAttribute): object {
  const binary =
    typeof BinaryValue === 'string' ? BinaryValue : Buffer.from(BinaryValue ?? []).toString('base64');
  return { Type: DataType, Value: StringValue ?? binary };
}
