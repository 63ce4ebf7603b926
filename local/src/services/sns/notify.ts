import { AwsError } from '../../kernel/aws-error';
import type { CloudContext } from '../../kernel/cloud-context';
import { functionEvent, queueNotification } from './notification';
import { textFor, type PublishedMessage } from './published-message';
import { deadLetterQueueOf, type Subscription } from './subscription-attributes';

/**
 * Delivers a message to one subscriber. The subscriber's own trouble is retried for as long as the cloud runs (AWS: 23
 * days), what cannot become better goes to the
 * subscription's dead-letter queue, or is dropped without one. (SNS developer guide, "Amazon SNS message delivery retries")
 */
export async function notify(
  context: CloudContext,
  message: PublishedMessage,
  subscription: Subscription,
  signal: AbortSignal,
): Promise<void> {
  for (let retries = 0; !signal.aborted; retries++) {
    try {
      return await deliver(context, message, subscription, signal);
    } catch (error) {
      const hopeless = error instanceof AwsError && error.status < 500 && !/Throttl|TooMany/.test(error.code);
      context.log(`sns: ${subscription.endpoint}: ${String(error)}${hopeless ? '; given up' : ''}`);
      if (hopeless) return await bury(context, message, subscription, signal);
      await context.clock.sleep(Math.min(20_000, 1000 * 2 ** retries), signal).catch(() => undefined);
    }
  }
}

/** A dead letter is what the subscriber would have got. (SNS developer guide, "Amazon SNS dead-letter queues") */
async function bury(
  context: CloudContext,
  message: PublishedMessage,
  subscription: Subscription,
  signal: AbortSignal,
): Promise<void> {
  const endpoint = deadLetterQueueOf(subscription);
  if (!endpoint) return;
  const toQueue = { ...subscription, protocol: 'sqs', endpoint, redrivePolicy: undefined };
  await notify(context, message, toQueue, signal);
}

async function deliver(
  context: CloudContext,
  message: PublishedMessage,
  subscription: Subscription,
  signal: AbortSignal,
): Promise<void> {
  const options = { caller: `sns:${message.topicArn.split(':').at(-1)}`, signal };
  const { protocol, endpoint } = subscription;
  if (protocol === 'sqs')
    await context.call('sqs', 'SendMessage', queueMessage(context, message, subscription), options);
  if (protocol === 'lambda') {
    const Payload = JSON.stringify(functionEvent(message, subscription, context.endpoint()));
    await context.call(
      'lambda',
      'Invoke',
      { FunctionName: endpoint, InvocationType: 'Event', Payload },
      options,
    );
  }
}

/** With raw delivery the message itself and its attributes, else the notification. */
function queueMessage(context: CloudContext, message: PublishedMessage, subscription: Subscription) {
  const QueueUrl = `${context.endpoint()}/${subscription.endpoint.split(':').slice(4).join('/')}`;
  const group = message.groupId !== undefined && { MessageGroupId: message.groupId };
  if (!subscription.raw)
    return {
      QueueUrl,
      MessageBody: JSON.stringify(queueNotification(message, subscription, context.endpoint())),
      ...group,
    };
  const { attributes: MessageAttributes } = message;
  return { QueueUrl, MessageBody: textFor(message, 'sqs'), MessageAttributes, ...group };
}
