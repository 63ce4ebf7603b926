import { AwsError, unsupported } from '../../cloud/aws-error';
import type { CloudContext } from '../../cloud/cloud-context';
import type { Inbox } from './inbox';
import { notify } from './notify';
import { DEFAULT_MAXIMUM, messageBytes, readMessage, type GivenMessage } from './published-message';
import { invalidParameter } from './sns-error';
import type { Subscriptions } from './subscriptions';
import type { Topic, Topics } from './topics';

export interface PublishInput extends GivenMessage {
  readonly TopicArn?: string;
  readonly TargetArn?: string;
  readonly PhoneNumber?: string;
  readonly MessageGroupId?: string;
  readonly MessageDeduplicationId?: string;
}

export interface PublishBatchInput {
  readonly TopicArn?: string;
  readonly PublishBatchRequestEntries?: readonly (GivenMessage & { readonly Id: string })[];
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
    const message = readMessage(given, topic.arn, this.context.clock.now(), maximum(topic));
    const subscriptions = this.subscriptions.of(topic.arn);
    this.inbox.put(message, subscriptions);
    for (const subscription of subscriptions) {
      const running: Promise<void> = notify(this.context, message, subscription, this.stopped.signal);
      this.running.add(running);
      void running.finally(() => this.running.delete(running));
    }
    return message.id;
  }
}

function maximum({ attributes }: Topic): number {
  return Number(attributes.MaximumMessageSize ?? DEFAULT_MAXIMUM);
}

/** (SNS API reference, PublishBatch) */
function checkBatch(
  entries: NonNullable<PublishBatchInput['PublishBatchRequestEntries']>,
  most: number,
): void {
  if (entries.length === 0)
    throw new AwsError('EmptyBatchRequest', "The batch request doesn't contain any entries.");
  if (entries.length > 10)
    throw new AwsError(
      'TooManyEntriesInBatchRequest',
      'The batch request contains more entries than permissible.',
    );
  if (new Set(entries.map(({ Id }) => Id)).size < entries.length)
    throw new AwsError(
      'BatchEntryIdsNotDistinct',
      'Two or more batch entries in the request have the same Id.',
    );
  if (entries.reduce((sum, entry) => sum + messageBytes(entry), 0) > most)
    throw new AwsError(
      'BatchRequestTooLong',
      'The length of all the messages put together is more than the limit.',
    );
}
