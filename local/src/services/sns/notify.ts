import { AwsError } from '../../kernel/aws-error';
import type { CloudContext } from '../../kernel/cloud-context';
import type { PublishedMessage } from './published-message';
import type { Subscription } from './subscriptions';

/**
 * Brings a message to a queue that is subscribed. The queue's own trouble is retried for as long as the cloud runs (AWS: 23
 * days), what cannot become better is dropped. (SNS developer guide, "Amazon SNS message delivery retries")
 */
export async function notify(
  context: CloudContext,
  message: PublishedMessage,
  subscription: Subscription,
  signal: AbortSignal,
): Promise<void> {
  const QueueUrl = `${context.endpoint()}/${subscription.endpoint.split(':').slice(4).join('/')}`;
  const notification = () => JSON.stringify(queueNotification(message, subscription, context.endpoint()));
  const input = { QueueUrl, MessageBody: subscription.raw ? message.text : notification() };
  const options = { caller: `sns:${message.topicArn.split(':').at(-1)}`, signal };
  for (let retries = 0; !signal.aborted; retries++) {
    try {
      await context.call('sqs', 'SendMessage', input, options);
      return;
    } catch (error) {
      const hopeless = error instanceof AwsError && error.status < 500 && !/Throttl|TooMany/.test(error.code);
      context.log(`sns: ${subscription.endpoint}: ${String(error)}${hopeless ? '; given up' : ''}`);
      if (hopeless) return;
      await context.clock.sleep(Math.min(20_000, 1000 * 2 ** retries), signal).catch(() => undefined);
    }
  }
}

/** The document around a message. (SNS developer guide, "Amazon SNS message and JSON formats") */
function queueNotification(message: PublishedMessage, { arn }: Subscription, endpoint: string) {
  return {
    Type: 'Notification',
    MessageId: message.id,
    TopicArn: message.topicArn,
    ...(message.subject !== undefined && { Subject: message.subject }),
    Message: message.text,
    Timestamp: new Date(message.publishedAt).toISOString(),
    SignatureVersion: '1',
    Signature: 'bG9jYWw=',
    SigningCertURL: `${endpoint}/SimpleNotificationService-local.pem`,
    UnsubscribeURL: `${endpoint}/?Action=Unsubscribe&SubscriptionArn=${arn}`,
  };
}
