import { DEFAULT_SCOPE, type Subscription } from './subscription-attributes';

/** A subscription as lists show it. */
export function presentSubscription({ arn, topicArn, protocol, endpoint }: Subscription, owner: string) {
  return { SubscriptionArn: arn, TopicArn: topicArn, Protocol: protocol, Endpoint: endpoint, Owner: owner };
}

/** What `GetSubscriptionAttributes` answers; a scope is shown only beside its policy. */
export function presentAttributes(subscription: Subscription, owner: string): Record<string, string> {
  const { raw, filterPolicy, filterPolicyScope = DEFAULT_SCOPE, redrivePolicy } = subscription;
  return {
    ...presentSubscription(subscription, owner),
    SubscriptionPrincipal: `arn:aws:iam::${owner}:root`,
    PendingConfirmation: 'false',
    ConfirmationWasAuthenticated: 'true',
    RawMessageDelivery: String(raw),
    ...(filterPolicy && { FilterPolicy: filterPolicy, FilterPolicyScope: filterPolicyScope }),
    ...(redrivePolicy && { RedrivePolicy: redrivePolicy }),
  };
}
