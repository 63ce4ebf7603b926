import { unsupported } from '../../kernel/aws-error';
import type { CloudContext } from '../../kernel/cloud-context';
import type { Inbox } from './inbox';
import { notify } from './notify';
import { readMessage, type GivenMessage } from './published-message';
import { invalidParameter } from './sns-error';
import type { Subscriptions } from './subscriptions';
import type { Topics } from './topics';

export interface PublishInput extends GivenMessage {
  readonly TopicArn?: string;
  readonly TargetArn?: string;
  readonly PhoneNumber?: string;
  readonly MessageDeduplicationId?: string;
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
    const { arn } = this.topics.get(input.TopicArn ?? input.TargetArn);
    const message = readMessage(input, arn, this.context.clock.now());
    const subscriptions = this.subscriptions.of(arn);
    this.inbox.put(message, subscriptions);
    for (const subscription of subscriptions.filter(({ protocol }) => protocol === 'sqs')) {
      const running: Promise<void> = notify(this.context, message, subscription, this.stopped.signal);
      this.running.add(running);
      void running.finally(() => this.running.delete(running));
    }
    return { MessageId: message.id };
  }

  async stop(): Promise<void> {
    this.stopped.abort(new Error('The local cloud stops.'));
    await Promise.allSettled(this.running);
  }
}
