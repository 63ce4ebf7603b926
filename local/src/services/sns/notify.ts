import { AwsError } from '../../kernel/aws-error';
import type { CloudContext } from '../../kernel/cloud-context';
import { queueNotification } from './notification';
import { textFor, type PublishedMessage } from './published-message';
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
  const options = { caller: `sns:${message.topicArn.split(':').at(-1)}`, signal };
  for (let retries = 0; !signal.aborted; retries++) {
    try {
      await context.call('sqs', 'SendMessage', queueMessage(context, message, subscription), options);
      return;
    } catch (error) {
      const hopeless = error instanceof AwsError && error.status < 500 && !/Throttl|TooMany/.test(error.code);
      context.log(`sns: ${subscription.endpoint}: ${String(error)}${hopeless ? '; given up' : ''}`);
      if (hopeless) return;
      await context.clock.sleep(Math.min(20_000, 1000 * 2 ** retries), signal).catch(() => undefined);
    }
  }
}

/** With raw delivery the message itself and its attributes, else the notification. */
function queueMessage(context: CloudContext, message: PublishedMessage, subscription: Subscription) {
  const QueueUrl = `${context.endpoint()}/${subscription.endpoint.split(':').slice(4).join('/')}`;
  const group = message.groupId !== undefined && { MessageGroupId: message.groupId };
  if (subscription.raw)
    return {
      ...{ QueueUrl, MessageBody: textFor(message, 'sqs'), MessageAttributes: message.attributes },
      ...group,
    };
  const MessageBody = JSON.stringify(queueNotification(message, subscription, context.endpoint()));
  return { QueueUrl, MessageBody, ...group };
}
