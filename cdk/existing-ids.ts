import { UserPool, UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Key } from 'aws-cdk-lib/aws-kms';
import { DatabaseCluster } from 'aws-cdk-lib/aws-rds';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { ExistingResources, UserPoolTrigger } from './existing-resources';

/** The same as `ExistingResources`, for people who write no CDK: names and ARNs, given as context. */
export interface ExistingIds {
  readonly userPoolId?: string;
  readonly userPoolClientId?: string;
  readonly userPoolTrigger?: UserPoolTrigger;
  readonly acceptDrift?: boolean;
  readonly databaseClusterArn?: string;
  readonly databaseSecretArn?: string;
  readonly databaseName?: string;
  readonly usersTable?: string;
  readonly eventBusName?: string;
  readonly alertTopicArn?: string;
  readonly keyArn?: string;
}

/** Refers to each by what it is called; nothing is looked up. */
export function fromIds(scope: Construct, ids: ExistingIds): ExistingResources {
  return {
    userPoolTrigger: ids.userPoolTrigger,
    acceptDrift: ids.acceptDrift,
    databaseName: ids.databaseName,
    usersTable: ids.usersTable,
    userPool: given(ids.userPoolId, (id) => UserPool.fromUserPoolId(scope, 'ExistingUserPool', id)),
    userPoolClient: given(ids.userPoolClientId, (id) =>
      UserPoolClient.fromUserPoolClientId(scope, 'ExistingUserPoolClient', id),
    ),
    database: given(ids.databaseClusterArn, (arn) =>
      DatabaseCluster.fromDatabaseClusterAttributes(scope, 'ExistingDatabase', {
        clusterIdentifier: arn.split(':').at(-1)!,
      }),
    ),
    databaseSecret: given(ids.databaseSecretArn, (arn) =>
      Secret.fromSecretCompleteArn(scope, 'ExistingDatabaseSecret', arn),
    ),
    bus: given(ids.eventBusName, (name) => EventBus.fromEventBusName(scope, 'ExistingEventBus', name)),
    alertTopic: given(ids.alertTopicArn, (arn) => Topic.fromTopicArn(scope, 'ExistingAlertTopic', arn)),
    key: given(ids.keyArn, (arn) => Key.fromKeyArn(scope, 'ExistingKey', arn)),
  };
}

function given<Value>(id: string | undefined, refer: (id: string) => Value): Value | undefined {
  return id === undefined ? undefined : refer(id);
}
