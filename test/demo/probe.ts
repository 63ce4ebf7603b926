import { PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
} from '@aws-sdk/client-sqs';
import type { Clients } from './clients';

/** An event as a consumer of the bus sees it. */
export interface SeenEvent {
  readonly type: string;
  readonly cognitoId: string;
  readonly eventId: string;
  readonly operation?: string;
  /** Milliseconds since the epoch at which it reached the consumer's queue. */
  readonly at: number;
  /** The EventBridge envelope as delivered. */
  readonly envelope: string;
}

/** A consumer of the bus: a queue of its own behind a rule of its own, which collects every event of a registration. */
export interface Probe {
  /** Every event seen so far, after taking what waits in the queue. */
  read(waitSeconds?: number): Promise<readonly SeenEvent[]>;
}

export async function createProbe({ events, sqs }: Clients, busName: string): Promise<Probe> {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'demo-probe' }));
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
  );
  const rule = { Name: 'demo-probe', EventBusName: busName };
  await events.send(
    new PutRuleCommand({ ...rule, EventPattern: JSON.stringify({ source: ['user-registration'] }) }),
  );
  const Targets = [{ Id: 'probe', Arn: Attributes?.QueueArn ?? '' }];
  await events.send(new PutTargetsCommand({ Rule: rule.Name, EventBusName: busName, Targets }));

  const seen: SeenEvent[] = [];
  return {
    async read(WaitTimeSeconds = 0) {
      const query = { QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds };
      const receive = new ReceiveMessageCommand({ ...query, MessageSystemAttributeNames: ['SentTimestamp'] });
      const { Messages = [] } = await sqs.send(receive);
      for (const message of Messages) {
        seen.push(toSeenEvent(message));
        await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message.ReceiptHandle }));
      }
      return seen;
    },
  };
}

function toSeenEvent(message: Message): SeenEvent {
  const envelope = JSON.parse(message.Body ?? '') as {
    'detail-type': string;
    detail: { metadata: { event_id: string }; data: { cognito_id: string; operation?: string } };
  };
  return {
    type: envelope['detail-type'],
    cognitoId: envelope.detail.data.cognito_id,
    eventId: envelope.detail.metadata.event_id,
    operation: envelope.detail.data.operation,
    at: Number(message.Attributes?.SentTimestamp),
    envelope: message.Body ?? '',
  };
}
