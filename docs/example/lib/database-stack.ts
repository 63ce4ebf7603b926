import { Stack, type StackProps } from 'aws-cdk-lib';
import { SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import {
  AuroraPostgresEngineVersion,
  ClusterInstance,
  DatabaseCluster,
  DatabaseClusterEngine,
} from 'aws-cdk-lib/aws-rds';
import type { Construct } from 'constructs';
import { UsersTable } from './users-table.js';

/** The cluster with the table of users that applications read and write, as it is there already. */
export class DatabaseStack extends Stack {
  readonly cluster: DatabaseCluster;
  readonly databaseName = 'people';

  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const subnets = { name: 'Data', subnetType: SubnetType.PRIVATE_ISOLATED };
    const vpc = new Vpc(this, 'Network', { maxAzs: 2, natGateways: 0, subnetConfiguration: [subnets] });
    this.cluster = new DatabaseCluster(this, 'Cluster', {
      engine: DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_16_6 }),
      writer: ClusterInstance.serverlessV2('Writer'),
      vpc,
      vpcSubnets: { subnetType: subnets.subnetType },
      defaultDatabaseName: this.databaseName,
      // The Data API, which registrations use.
      enableDataApi: true,
    });
    new UsersTable(this, 'UsersTable', { cluster: this.cluster, databaseName: this.databaseName });
  }
}
