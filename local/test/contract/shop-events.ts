import {
  CreateEventBusCommand,
  DeleteEventBusCommand,
  DeleteRuleCommand,
  EventBridgeClient,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
  type PutEventsRequestEntry,
  type Target,
} from '@aws-sdk/client-eventbridge';
import { ReceiveMessageCommand, SQSClient, type Message } from '@aws-sdk/client-sqs';
import { unique, type ContractCloud } from './contract-cloud';
import { eventually } from './eventually';
import { targetQueue } from './target-queue';

export const ENTRY = { Source: 'shop', DetailType: 'ordered', Detail: '{"id":1}' };

/** Makes buses, rules and queues that EventBridge may send to; they go when the tests are over. */
export class ShopEvents {
  constructor(private readonly cloud: ContractCloud) {}

  get client(): EventBridgeClient {
    return new EventBridgeClient(this.cloud.config);
  }

  async bus() {
    const Name = unique('bus');
    const { EventBusArn: arn = '' } = await this.client.send(new CreateEventBusCommand({ Name }));
    this.cloud.afterwards(() => this.client.send(new DeleteEventBusCommand({ Name })));
    return { name: Name, arn };
  }

  queue(): Promise<{ url: string; arn: string }> {
    return targetQueue(this.cloud, new SQSClient(this.cloud.config), 'events.amazonaws.com');
  }

  async rule(bus: string, targets: Omit<Target, 'Id'>[], pattern: object = { source: ['shop'] }) {
    const rule = { Name: unique('rule'), EventBusName: bus };
    const EventPattern = JSON.stringify(pattern);
    const { RuleArn } = await this.client.send(new PutRuleCommand({ ...rule, EventPattern }));
    const Targets = targets.map((target, index) => ({ Id: `t${index}`, ...target }));
    const named = { Rule: rule.Name, EventBusName: bus };
    this.cloud.afterwards(async () => {
      const Ids = Targets.map(({ Id }) => Id);
      if (Ids.length > 0) await this.client.send(new RemoveTargetsCommand({ ...named, Ids }));
      await this.client.send(new DeleteRuleCommand(rule));
    });
    if (Targets.length > 0) await this.client.send(new PutTargetsCommand({ ...named, Targets }));
    return { name: rule.Name, arn: RuleArn };
  }

  put(EventBusName: string, ...entries: PutEventsRequestEntry[]) {
    const Entries = entries.map((entry) => ({ EventBusName, ...ENTRY, ...entry }));
    return this.client.send(new PutEventsCommand({ Entries }));
  }

  async received(QueueUrl: string): Promise<Message & { Body: string }> {
    const input = { QueueUrl, WaitTimeSeconds: 5, VisibilityTimeout: 600, MessageAttributeNames: ['All'] };
    return eventually(async () => {
      const [message] =
        (await new SQSClient(this.cloud.config).send(new ReceiveMessageCommand(input))).Messages ?? [];
      return message as never;
    }, 60);
  }

  /** A bus with a rule that sends every event of the shop to a queue. */
  async delivered(target: Partial<Target> = {}, pattern?: object) {
    const { name: bus, arn } = await this.bus();
    const queue = await this.queue();
    const rule = await this.rule(bus, [{ Arn: queue.arn, ...target }], pattern);
    return { bus, busArn: arn, queue, rule, next: () => this.received(queue.url) };
  }
}
