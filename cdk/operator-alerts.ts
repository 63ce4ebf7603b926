import { Stack } from 'aws-cdk-lib';
import { type IGrantable, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { allow } from './allow';
import { addToPolicy } from './owners-policies';
import { grantKeyVia, type PersonalDataKey } from './personal-data-key';

export interface OperatorAlertsProps {
  /** The topic of an existing world, under the key that it has. @default one of our own */
  readonly existing?: ITopic;
  /** Encrypts the alerts. */
  readonly key: PersonalDataKey;
  /** Who is mailed. @default nobody; subscribe to the topic later */
  readonly email?: string;
}

/** Where the workflow and the alarms call for a person. */
export class OperatorAlerts extends Construct {
  readonly topic: ITopic;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: OperatorAlertsProps,
  ) {
    super(scope, id);
    this.topic = props.existing ?? this.createTopic(props.key);
    if (props.email) this.topic.addSubscription(new EmailSubscription(props.email));
  }

  /** Lets the workflow alert operators. */
  grantPublish(workflow: IGrantable): void {
    allow(workflow, ['sns:Publish'], this.topic.topicArn);
    if (!this.props.existing) this.props.key.grantVia(workflow, 'sns');
    else if (this.topic.masterKey) grantKeyVia(workflow, this.topic.masterKey, 'sns');
  }

  /** Lets the alarms of this account ring here. A topic with any policy of its own has lost the default that did. */
  grantPublishToAlarms(): void {
    if (!this.props.existing) this.props.key.grantToAlarms();
    addToPolicy(
      this,
      this.topic,
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
  }

  private createTopic({ key }: PersonalDataKey): Topic {
    return new Topic(this, 'Topic', { displayName: 'User registration', masterKey: key, enforceSSL: true });
  }
}
