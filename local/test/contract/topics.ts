import { CreateTopicCommand, DeleteTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { unique, type ContractCloud } from './contract-cloud';
import { targetQueue } from './target-queue';

/** Makes topics, and queues that they may send to; they go when the tests are over. */
export class Topics {
  constructor(private readonly cloud: ContractCloud) {}

  async create(more: object = {}): Promise<string> {
    const sns = new SNSClient(this.cloud.config);
    const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name: unique('topic'), ...more }));
    this.cloud.afterwards(() => sns.send(new DeleteTopicCommand({ TopicArn })));
    return TopicArn;
  }

  queue(): Promise<{ url: string; arn: string }> {
    return targetQueue(this.cloud, new SQSClient(this.cloud.config), 'sns.amazonaws.com');
  }

  async subscribe(TopicArn: string, Endpoint: string, Attributes?: Record<string, string>) {
    const given = { TopicArn, Protocol: 'sqs', Endpoint, Attributes, ReturnSubscriptionArn: true };
    const { SubscriptionArn } = await new SNSClient(this.cloud.config).send(new SubscribeCommand(given));
    return SubscriptionArn;
  }

  /** A new queue, subscribed. */
  async subscribedQueue(TopicArn: string, Attributes?: Record<string, string>) {
    const { url, arn } = await this.queue();
    return { url, SubscriptionArn: await this.subscribe(TopicArn, arn, Attributes) };
  }
}
