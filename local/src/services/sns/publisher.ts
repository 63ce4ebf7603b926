import { AwsError, unsupported } from '../../kernel/aws-error';
import type { CloudContext } from '../../kernel/cloud-context';
import { passesFilter } from './filter-policy';
import type { Inbox } from './inbox';
import { notify } from './notify';
import { checkBatch, type BatchEntry } from './publish-batch';
import { DEFAULT_MAXIMUM, readMessage, type GivenMessage, type PublishedMessage } from './published-message';
import { invalidParameter } from './sns-error';
import { DEFAULT_SCOPE } from './subscription-attributes';
import type { Subscription } from './subscription-attributes';
import type { Subscriptions } from './subscriptions';
import type { Topic, Topics } from './topics';

export interface PublishInput extends GivenMessage {
  readonly TopicArn?: string;
  readonly TargetArn?: string;
  readonly PhoneNumber?: string;
  readonly MessageDeduplicationId?: string;
}

export interface PublishBatchInput {
  readonly TopicArn?: string;
  readonly PublishBatchRequestEntries?: readonly BatchEntry[];
}

/** Takes messages and hands them to the inbox and the subscribers. */
export class Publisher {
  private readonly stopped = new AbortController();
  private readonly running = new Set<Promise<void>>();

  constructor(
    private readonly context: CloudContext,
    private readonly topics: Topics,
    private readonly subscriptions: Subscriptions,
    private readonly inbox: Inbox,
  ) {}

  publish(input: PublishInput) {
    if (input.PhoneNumber !== undefined) throw unsupported('SMS (PhoneNumber)');
    if (input.MessageDeduplicationId !== undefined)
      throw invalidParameter(
        'MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter that is not valid for this topic type',
      );
    if (input.TargetArn?.includes(':endpoint/'))
      throw invalidParameter('TargetArn Reason: No endpoint found for the target arn specified');
    return { MessageId: this.send(this.topics.get(input.TopicArn ?? input.TargetArn), input) };
  }

  publishBatch({ TopicArn, PublishBatchRequestEntries: entries = [] }: PublishBatchInput) {
    const topic = this.topics.get(TopicArn);
    checkBatch(entries, maximum(topic));
    const Successful: object[] = [];
    const Failed: object[] = [];
    for (const entry of entries) {
      try {
        Successful.push({ Id: entry.Id, MessageId: this.send(topic, entry) });
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        Failed.push({ Id: entry.Id, Code: error.code, Message: error.message, SenderFault: true });
      }
    }
    return { Successful, Failed };
  }

  async stop(): Promise<void> {
    this.stopped.abort(new Error('The local cloud stops.'));
    await Promise.allSettled(this.running);
  }

  private send(topic: Topic, given: GivenMessage): string {
    const message = readMessage(given, topic, this.context.clock.now());
    const subscriptions = this.subscriptions.of(topic.arn).filter((each) => wants(each, message));
    this.inbox.put(message, subscriptions);
    for (const subscription of subscriptions) {
      const running: Promise<void> = notify(this.context, message, subscription, this.stopped.signal);
      this.running.add(running);
      void running.finally(() => this.running.delete(running));
    }
    return message.id;
  }
}

function wants({ filterPolicy, filterPolicyScope, protocol }: Subscription, message: PublishedMessage) {
  return !filterPolicy || passesFilter(message, filterPolicy, filterPolicyScope ?? DEFAULT_SCOPE, protocol);
}

function maximum({ attributes }: Topic): number {
  return Number(attributes.MaximumMessageSize ?? DEFAULT_MAXIMUM);
}
