import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Context, PostConfirmationTriggerEvent } from 'aws-lambda';
import { publishUserRegistered, type PublishedEvent } from './publish-user-registered';
import { environment } from './shared/environment';
import { putEvent } from './shared/event-bus';
import { logger, metrics, tracer } from './shared/observability';
import { withinDeadline } from './shared/within-deadline';

// Cognito waits 5 s and this function may take 4 s of them; the rest is for a cold start.
//   one send     = 2 attempts × 600 ms + 1 back-off of at most 500 ms (the SDK's, when throttled) = 1.7 s = DEADLINE
//   both sends   = PutEvents 1.7 s + SendMessage 1.7 s = 3.4 s
// which leaves 0.6 s for everything else. requestTimeout alone only warns: throwOnRequestTimeout makes it an error.
const DEADLINE = 1_700;
const client = {
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 400, requestTimeout: 600, throwOnRequestTimeout: true },
};

const eventBridge = tracer.captureAWSv3Client(new EventBridgeClient(client));
const sqs = tracer.captureAWSv3Client(new SQSClient(client));

/** Cognito's PostConfirmation trigger. Returns its event whatever happens. */
export async function handler(
  event: PostConfirmationTriggerEvent,
  context: Context,
): Promise<PostConfirmationTriggerEvent> {
  logger.addContext(context);
  return publishUserRegistered(
    {
      putOnBus,
      sendToQueue,
      now: () => new Date(),
      account: context.invokedFunctionArn.split(':')[4] ?? '',
      log: logger,
      count: (metric) => metrics.singleMetric().addMetric(metric, MetricUnit.Count, 1),
    },
    event,
  );
}

// The environment is read here, not at start: without its bus a sign-up still goes through the queue.
async function putOnBus(event: PublishedEvent): Promise<void> {
  const entry = {
    EventBusName: environment('EVENT_BUS_NAME'),
    Source: event.source,
    DetailType: event['detail-type'],
    Time: new Date(event.time),
    Detail: JSON.stringify(event.detail),
  };
  await withinDeadline(DEADLINE, (signal) => putEvent(eventBridge, entry, signal));
}

async function sendToQueue(event: PublishedEvent): Promise<void> {
  const message = new SendMessageCommand({
    QueueUrl: environment('REGISTRATION_QUEUE_URL'),
    MessageBody: JSON.stringify(event),
  });
  await withinDeadline(DEADLINE, (abortSignal) => sqs.send(message, { abortSignal }));
}
