import { Stack } from 'aws-cdk-lib';
import { type IGrantable, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { allow } from './allow';
import type { PersonalDataKey } from './personal-data-key';

export interface OperatorAlertsProps {
  /** Encrypts the alerts. */
  readonly key: PersonalDataKey;
  /** Who is mailed. @default nobody; subscribe to the topic later */
  readonly email?: string;
}

/** Where the workflow and the alarms call for a person. */
export class OperatorAlerts extends Construct {
  readonly topic: Topic;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: OperatorAlertsProps,
  ) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', {
      displayName: 'User registration',
      masterKey: props.key,
      enforceSSL: true,
    });
    if (props.email) this.topic.addSubscription(new EmailSubscription(props.email));
  }

  /** Lets the workflow alert operators. */
  grantPublish(workflow: IGrantable): void {
    allow(workflow, ['sns:Publish'], this.topic.topicArn);
    this.props.key.grantVia(workflow, 'sns');
  }

  /** Lets the alarms of this account ring here. A topic with any policy of its own has lost the default that did. */
  grantPublishToAlarms(): void {
    this.props.key.grantToAlarms();
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
  }
}
