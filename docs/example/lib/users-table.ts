import type { DatabaseCluster } from 'aws-cdk-lib/aws-rds';
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';

export interface UsersTableProps {
  readonly cluster: DatabaseCluster;
  readonly databaseName: string;
}

/** Makes the table that stands in for yours: without `cognito_id`, from a time before sign-ups. */
export class UsersTable extends Construct {
  constructor(scope: Construct, id: string, { cluster, databaseName }: UsersTableProps) {
    super(scope, id);
    const table = new AwsCustomResource(this, 'Default', {
      onCreate: {
        service: 'rds-data',
        action: 'ExecuteStatement',
        parameters: {
          resourceArn: cluster.clusterArn,
          secretArn: cluster.secret?.secretArn,
          database: databaseName,
          sql: USERS,
        },
        physicalResourceId: PhysicalResourceId.of('users'),
      },
      policy: AwsCustomResourcePolicy.fromSdkCalls({ resources: [cluster.clusterArn] }),
      installLatestAwsSdk: false,
    });
    cluster.secret?.grantRead(table);
    table.node.addDependency(cluster);
  }
}

const USERS = `
  CREATE TABLE IF NOT EXISTS users (
    id varchar(36) PRIMARY KEY,
    email varchar(255) NOT NULL,
    name varchar(255),
    created_at timestamptz,
    updated_at timestamptz
  )`;
