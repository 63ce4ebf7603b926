import { paginateListSubscriptionsByTopic, SNSClient } from '@aws-sdk/client-sns';
import type { Session } from '../aws/session';
import { countOf, type Reading, readPart } from '../status/reading';

/** Is anybody called when an alarm rings or a registration is parked? Who has not confirmed is not. */
export function readSubscriptions(session: Session): Promise<Reading> {
  return readPart(session, 'alerts', async () => {
    const TopicArn = await session.output('AlertTopicArn');
    const client = session.client(SNSClient);
    const unconfirmed: string[] = [];
    let confirmed = 0;
    for await (const { Subscriptions = [] } of paginateListSubscriptionsByTopic({ client }, { TopicArn }))
      for (const { SubscriptionArn, Endpoint = '' } of Subscriptions)
        if (SubscriptionArn === 'PendingConfirmation') unconfirmed.push(Endpoint);
        else confirmed += 1;
    if (unconfirmed.length > 0)
      return {
        level: 'red',
        says: `${unconfirmed.join(', ')} has not confirmed, and is told nothing. The link is in the mail of AWS Notifications.`,
      };
    if (confirmed > 0) return { level: 'green', says: `${countOf(confirmed, 'subscriber')}, all confirmed` };
    const subscribe = `aws sns subscribe --topic-arn ${TopicArn} --protocol email --notification-endpoint <address>`;
    return { level: 'yellow', says: 'nobody is subscribed, so nobody is called', then: [subscribe] };
  });
}
