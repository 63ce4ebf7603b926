import type { LocalCloud } from 'local-cloud';

/** Who waits for the `user.persisted` of a user. */
export interface Announcements {
  /** Resolves when the event has reached a consumer's queue. */
  of(cognitoId: string): Promise<void>;
  stop(): Promise<void>;
}

/** A consumer of the bus: a queue behind a rule, read without HTTP, so that little of what is measured is the measuring. */
export async function listen({ gateway, outputs }: LocalCloud): Promise<Announcements> {
  const call = <Answer>(service: string, operation: string, input: object) =>
    gateway.call<Answer>(service, operation, input, { caller: 'bench' });
  const { QueueUrl } = await call<{ QueueUrl: string }>('sqs', 'CreateQueue', { QueueName: 'bench' });
  const attributes = { QueueUrl, AttributeNames: ['QueueArn'] };
  const { Attributes } = await call<{ Attributes: { QueueArn: string } }>(
    'sqs',
    'GetQueueAttributes',
    attributes,
  );
  const rule = { Name: 'bench', EventBusName: outputs.EventBusName };
  await call('events', 'PutRule', { ...rule, EventPattern: '{"detail-type":["user.persisted"]}' });
  const Targets = [{ Id: 'bench', Arn: Attributes.QueueArn }];
  await call('events', 'PutTargets', { Rule: rule.Name, EventBusName: rule.EventBusName, Targets });

  const seen = new Set<string>();
  const waiting = new Map<string, () => void>();
  let isOver = false;
  const reading = read();
  return {
    of: (cognitoId) =>
      seen.delete(cognitoId) ? Promise.resolve() : new Promise((resolve) => waiting.set(cognitoId, resolve)),
    stop: async () => {
      isOver = true;
      await reading;
    },
  };

  async function read(): Promise<void> {
    while (!isOver) {
      const request = { QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 };
      const { Messages = [] } = await call<{ Messages?: Message[] }>('sqs', 'ReceiveMessage', request);
      for (const { Body, ReceiptHandle } of Messages) {
        await call('sqs', 'DeleteMessage', { QueueUrl, ReceiptHandle });
        announce((JSON.parse(Body) as Envelope).detail.data.cognito_id);
      }
    }
  }

  function announce(cognitoId: string): void {
    const resolve = waiting.get(cognitoId);
    if (!resolve) return void seen.add(cognitoId);
    waiting.delete(cognitoId);
    resolve();
  }
}

interface Message {
  readonly Body: string;
  readonly ReceiptHandle: string;
}

interface Envelope {
  readonly detail: { readonly data: { readonly cognito_id: string } };
}
