import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  AuroraPostgresEngineVersion,
  ClusterInstance,
  Credentials,
  DatabaseCluster,
  DatabaseClusterEngine,
} from 'aws-cdk-lib/aws-rds';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { IsolatedNetwork } from './isolated-network';
import type { PersonalDataKey } from './personal-data-key';
import { resourceName } from './resource-names';

export interface ServerlessClusterProps {
  /** The database that is there from the start. */
  readonly databaseName: string;
  /** Name of the role that owns it. */
  readonly ownerName: string;
  /** Encrypts the storage, its backups and its insights. */
  readonly key: PersonalDataKey;
  /** Capacity units that it never goes below; 0 lets it pause. */
  readonly minCapacity: number;
  /** The two availability zones that it may stand in. @default the first two of the region */
  readonly zones?: string[];
  /** How long PostgreSQL's own log is kept. */
  readonly logRetention: RetentionDays;
  /** What becomes of the rows when the cluster leaves the stack. */
  readonly removalPolicy: RemovalPolicy;
}

/** Aurora PostgreSQL Serverless v2 with the Data API, which is the only way in. */
export class ServerlessCluster extends DatabaseCluster {
  /** Login of its owner, made and rotated by RDS. */
  readonly ownerSecret: ISecret;

  constructor(scope: Construct, id: string, props: ServerlessClusterProps) {
    const clusterName = resourceName(scope);
    const network = new IsolatedNetwork(scope, 'Network', { zones: props.zones });
    super(scope, id, {
      engine: DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_17_9 }),
      // A fixed name: an update that would replace the cluster, and its rows with it, fails instead.
      clusterIdentifier: clusterName,
      defaultDatabaseName: props.databaseName,
      credentials: Credentials.fromUsername(props.ownerName),
      manageMasterUserPassword: true,
      enableDataApi: true,
      iamAuthentication: true,
      writer: ClusterInstance.serverlessV2('Writer', {
        publiclyAccessible: false,
        enablePerformanceInsights: true,
        performanceInsightEncryptionKey: props.key.key,
      }),
      serverlessV2MinCapacity: props.minCapacity,
      serverlessV2MaxCapacity: MAX_DATABASE_CAPACITY,
      serverlessV2AutoPauseDuration: props.minCapacity === 0 ? IDLE_BEFORE_PAUSE : undefined,
      vpc: network.vpc,
      vpcSubnets: network.subnets,
      securityGroups: [network.securityGroup],
      storageEncrypted: true,
      storageEncryptionKey: props.key.key,
      backup: { retention: BACKUP_RETENTION },
      deletionProtection: props.removalPolicy !== RemovalPolicy.DESTROY,
      removalPolicy: props.removalPolicy,
      parameters: PARAMETERS,
      cloudwatchLogsExports: ['postgresql'],
    });
    this.ownerSecret = this.secret!;
    // RDS would create the log group by itself, and keep it for ever.
    this.node.addDependency(
      new LogGroup(scope, `${id}Logs`, {
        logGroupName: `/aws/rds/cluster/${clusterName}/postgresql`,
        retention: props.logRetention,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
    );
  }
}

/** One capacity unit is about 2 GiB. A bound on cost; raise it when the cluster's ServerlessDatabaseCapacity stays at it. */
export const MAX_DATABASE_CAPACITY = 4;

/** How far back the database can be restored. */
export const BACKUP_RETENTION = Duration.days(14);

/** The next registration pays 15 to 30 seconds for waking it up, so not after every quiet minute. */
const IDLE_BEFORE_PAUSE = Duration.minutes(15);

/** Slow statements are logged, but no value of a parameter and no DETAIL line: both hold personal data. */
const PARAMETERS = {
  'rds.force_ssl': '1',
  log_min_duration_statement: '1000',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_error_verbosity: 'terse',
};
