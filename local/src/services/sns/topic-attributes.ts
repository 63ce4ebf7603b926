import type { CloudContext } from '../../kernel/cloud-context';
import type { Subscriptions } from './subscriptions';
import type { Topic } from './topics';

/** What `GetTopicAttributes` answers. */
export function topicAttributes({ accountId }: CloudContext, topic: Topic, subscriptions: Subscriptions) {
  return {
    Attributes: {
      TopicArn: topic.arn,
      Owner: accountId,
      DisplayName: topic.displayName ?? '',
      Policy: defaultPolicy(topic.arn, accountId),
      SubscriptionsConfirmed: String(subscriptions.of(topic.arn).length),
      SubscriptionsPending: '0',
      SubscriptionsDeleted: '0',
    },
  };
}

const OWNER_ACTIONS = [
  ...['GetTopicAttributes', 'SetTopicAttributes', 'AddPermission', 'RemovePermission', 'DeleteTopic'],
  ...['Subscribe', 'ListSubscriptionsByTopic', 'Publish'],
];

function defaultPolicy(arn: string, account: string): string {
  return JSON.stringify({
    Version: '2008-10-17',
    Id: '__default_policy_ID',
    Statement: [
      {
        Sid: '__default_statement_ID',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: OWNER_ACTIONS.map((action) => `SNS:${action}`),
        Resource: arn,
        Condition: { StringEquals: { 'AWS:SourceOwner': account } },
      },
    ],
  });
}
