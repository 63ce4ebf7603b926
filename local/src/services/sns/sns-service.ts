import type { CloudContext } from '../../kernel/cloud-context';
import type { Service } from '../../kernel/service';
import { Inbox, type Mail } from './inbox';
import { Publisher, type PublishInput } from './publisher';
import { snsResources } from './sns-resources';
import { Subscriptions, type SubscribeInput } from './subscriptions';
import { topicAttributes } from './topic-attributes';
import { Topics } from './topics';

/** Amazon SNS: standard topics to queues and a local inbox, which stands for every mailbox. */
export function createSns(context: CloudContext): Service & { inbox(): Mail[] } {
  const topics = new Topics(context);
  const subscriptions = new Subscriptions(context, topics);
  const inbox = new Inbox(context);
  const publisher = new Publisher(context, topics, subscriptions, inbox);
  return {
    name: 'sns',
    protocol: {
      kind: 'query',
      version: '2010-03-31',
      xmlNamespace: 'http://sns.amazonaws.com/doc/2010-03-31/',
      maps: ['Attributes'],
    },
    members: 'pascal',
    operations: {
      CreateTopic: (input: Parameters<Topics['create']>[0]) => topics.create(input),
      DeleteTopic: (input: Parameters<Topics['delete']>[0]) => subscriptions.forget(topics.delete(input)),
      GetTopicAttributes: ({ TopicArn }: { TopicArn?: string }) =>
        topicAttributes(context, topics.get(TopicArn), subscriptions),
      Subscribe: (input: SubscribeInput) => subscriptions.subscribe(input),
      Unsubscribe: (input: Parameters<Subscriptions['unsubscribe']>[0]) => subscriptions.unsubscribe(input),
      ListSubscriptionsByTopic: (input: Parameters<Subscriptions['listByTopic']>[0]) =>
        subscriptions.listByTopic(input),
      Publish: (input: PublishInput) => publisher.publish(input),
    },
    resources: snsResources(topics, subscriptions),
    local: [{ method: 'GET', path: 'inbox', handle: () => ({ messages: inbox.list() }) }],
    inbox: () => inbox.list(),
    stop: () => publisher.stop(),
  };
}
