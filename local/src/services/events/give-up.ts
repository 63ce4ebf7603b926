import type { CloudContext } from '../../kernel/cloud-context';
import type { DeliveryError } from './delivery-error';
import { queueUrl } from './invoke-target';
import type { Pending } from './pending-delivery';

/** Sends an undelivered event to the target's dead-letter queue as it is; the attributes say what became of it. (user guide, "Using dead-letter queues") */
export async function giveUp(
  context: CloudContext,
  pending: Pending,
  error: DeliveryError,
  retries: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<void> {
  const { target, rule, event } = pending;
  const facts = {
    RULE_ARN: rule.arn,
    TARGET_ARN: target.Arn,
    ERROR_CODE: error.code,
    ERROR_MESSAGE: error.message,
  };
  const queue = target.DeadLetterConfig?.Arn;
  if (!queue) return context.log(`events: rule ${rule.name} dropped event ${event.id}: ${error.message}`);
  const attributes = Object.entries({ ...facts, ...retries }).map(([name, value]) => [
    name,
    { DataType: 'String', StringValue: value.slice(0, 1024) || '-' },
  ]);
  await context.call(
    'sqs',
    'SendMessage',
    {
      QueueUrl: queueUrl(context, queue),
      MessageBody: JSON.stringify(event),
      MessageAttributes: Object.fromEntries(attributes) as object,
    },
    { caller: `events:${rule.name}`, signal },
  );
}
