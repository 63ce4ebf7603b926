import type { CloudContext } from '../../kernel/cloud-context';
import type { Service } from '../../kernel/service';
import { Inbox, type Mail } from './inbox';
import { Publisher, type PublishBatchInput, type PublishInput } from './publisher';
import { snsResources } from './sns-resources';
import { Subscriptions, type SubscribeInput } from './subscriptions';
import { topicAttributes } from './topic-attributes';
import { Topics } from './topics';

/** Amazon SNS: standard topics to queues, functions and a local inbox, which stands for every mailbox. */
export function createSns(context: CloudContext): Service & { inbox(): Mail[] } {
  const topics = new Topics(context);
  const subscriptions = new Subscriptions(context, topics);
  const inbox = new Inbox(context);
  const publisher = new Publisher(context, topics, subscriptions, inbox);
  type Subscribed = Parameters<Subscriptions['attributes']>[0];
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
      DeleteTopic: (input: Parameters<Topics['delete']>[0]) => {
        topics.delete(input);
        subscriptions.forget(input.TopicArn);
      },
      ListTopics: (input: Parameters<Topics['list']>[0]) => topics.list(input),
      ListTagsForResource: (input: Parameters<Topics['tags']>[0]) => topics.tags(input),
      GetTopicAttributes: ({ TopicArn }: { TopicArn?: string }) =>
        topicAttributes(context, topics.get(TopicArn), subscriptions),
      SetTopicAttributes: (input: Parameters<Topics['setAttribute']>[0]) => topics.setAttribute(input),
      Subscribe: (input: SubscribeInput) => subscriptions.subscribe(input),
      Unsubscribe: (input: Subscribed) => subscriptions.unsubscribe(input),
      GetSubscriptionAttributes: (input: Subscribed) => subscriptions.attributes(input),
      SetSubscriptionAttributes: (input: Parameters<Subscriptions['setAttribute']>[0]) =>
        subscriptions.setAttribute(input),
      ListSubscriptions: (input: Parameters<Subscriptions['list']>[0]) => subscriptions.list(input),
      ListSubscriptionsByTopic: (input: Parameters<Subscriptions['listByTopic']>[0]) =>
        subscriptions.listByTopic(input),
      Publish: (input: PublishInput) => publisher.publish(input),
      PublishBatch: (input: PublishBatchInput) => publisher.publishBatch(input),
    },
    resources: snsResources(topics, subscriptions),
    local: [{ method: 'GET', path: 'inbox', handle: () => ({ messages: inbox.list() }) }],
    inbox: () => inbox.list(),
    stop: () => publisher.stop(),
  };
}
