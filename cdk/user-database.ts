import { CfnResource, type RemovalPolicy } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { type DatabaseCluster, DatabaseSecret, type IDatabaseCluster } from 'aws-cdk-lib/aws-rds';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { allow } from './allow';
import type { ExistingResources } from './existing-resources';
import { grantKeyVia, type PersonalDataKey } from './personal-data-key';
import { resourceName } from './resource-names';
import { ServerlessCluster } from './serverless-cluster';

export interface UserDatabaseProps {
  /** The database of an existing world; nothing in its cluster is ours but a schema and a login. @default one of our own */
  readonly existing: ExistingDatabase;
  /** Encrypts the rows at rest. */
  readonly key: PersonalDataKey;
  /** Capacity units that it never goes below; 0 lets it pause. */
  readonly minCapacity: number;
  /** The two availability zones that it may stand in. @default the first two of the region */
  readonly zones?: string[];
  /** How long PostgreSQL's own log is kept. */
  readonly logRetention: RetentionDays;
  /** Whether a cluster of others gets the login that may read users, too. */
  readonly usersReader: boolean;
  /** What becomes of the rows when the database leaves the stack. */
  readonly removalPolicy: RemovalPolicy;
}

type ExistingDatabase = Pick<
  ExistingResources,
  'database' | 'databaseSecret' | 'databaseName' | 'usersTable'
>;

/** `table` or `schema.table`, each as PostgreSQL stores it: at most 63 characters, none of them a quote. */
export const USERS_TABLE_PATTERN = /^(?:[a-z_][\w$-]{0,62}\.)?[a-z_][\w$-]{0,62}$/i;

/** Where users are rows: a database with three logins and no open port. */
export class UserDatabase extends Construct {
  readonly databaseName: string;
  /** Schema and table of the users, as PostgreSQL stores them. */
  readonly usersTable: string;
  readonly cluster: IDatabaseCluster;
  /** Whether we made the cluster, with everything in it. */
  readonly isOurs: boolean;
  /** Login of the owner of the users, for migrations and operators. Of our own: RDS made it, and changes its password every week. */
  readonly ownerSecret: ISecret;
  /** The workflow's role. Roles are the whole cluster's, so another registration beside it has one of another name. */
  readonly workflowLogin: string;
  /** Login of the workflows, which may execute seven functions of the database and nothing else. */
  readonly registrationSecret: DatabaseSecret;
  /** Login of whoever reads users, for consumers and operators; none in a cluster of others that did not ask for it. */
  readonly readerSecret?: DatabaseSecret;

  constructor(scope: Construct, id: string, props: UserDatabaseProps) {
    super(scope, id);
    const { database, databaseSecret, databaseName = 'registration', usersTable = 'users' } = props.existing;
    this.databaseName = databaseName;
    this.usersTable = usersTable.includes('.') ? usersTable : `public.${usersTable}`;
    this.isOurs = !database;
    this.workflowLogin = this.loginNamed('registration_workflow');
    this.registrationSecret = new DatabaseSecret(this, 'RegistrationSecret', {
      username: this.workflowLogin,
    });
    if (this.isOurs || props.usersReader)
      this.readerSecret = new DatabaseSecret(this, 'ReaderSecret', {
        username: this.loginNamed('registration_reader'),
      });
    this.cluster = database ?? this.createCluster(props);
    this.ownerSecret = databaseSecret ?? (this.cluster as DatabaseCluster).secret!;
    this.keepWhole(props.removalPolicy);
  }

  /** Lets the function change the schema as the owner and set the password of the workflow's login. */
  grantMigrate(handler: LambdaFunction): void {
    allow(handler, MIGRATION_ACTIONS, this.cluster.clusterArn);
    allow(handler, ['secretsmanager:GetSecretValue'], this.ownerSecret.secretArn);
    if (this.ownerSecret.encryptionKey)
      grantKeyVia(handler, this.ownerSecret.encryptionKey, 'secretsmanager');
    allow(handler, ['secretsmanager:GetSecretValue'], this.registrationSecret.secretArn);
    handler.addEnvironment('DATABASE_CLUSTER_ARN', this.cluster.clusterArn);
    handler.addEnvironment('DATABASE_NAME', this.databaseName);
    handler.addEnvironment('USERS_TABLE', this.usersTable);
    handler.addEnvironment('CLUSTER_IS_OURS', `${this.isOurs}`);
    handler.addEnvironment('DATABASE_SECRET_ARN', this.ownerSecret.secretArn);
    handler.addEnvironment('WORKFLOW_SECRET_ARN', this.registrationSecret.secretArn);
    if (!this.readerSecret) return;
    allow(handler, ['secretsmanager:GetSecretValue'], this.readerSecret.secretArn);
    handler.addEnvironment('READER_SECRET_ARN', this.readerSecret.secretArn);
  }

  /** Lets it read users and nothing else. */
  grantReadUsers(grantee: IGrantable): void {
    if (!this.readerSecret) return;
    allow(grantee, ['rds-data:ExecuteStatement'], this.cluster.clusterArn);
    allow(grantee, ['secretsmanager:GetSecretValue'], this.readerSecret.secretArn);
  }

  /** Lets the workflow call the database's functions with its own login. */
  grantDataApiAccess(workflow: IGrantable): void {
    allow(workflow, ['rds-data:ExecuteStatement'], this.cluster.clusterArn);
    allow(workflow, ['secretsmanager:GetSecretValue'], this.registrationSecret.secretArn);
  }

  private loginNamed(role: string): string {
    return resourceName(this, role).replaceAll('-', '_');
  }

  private createCluster(props: UserDatabaseProps): ServerlessCluster {
    return new ServerlessCluster(this, 'Cluster', {
      databaseName: this.databaseName,
      ownerName: 'registration_owner',
      key: props.key,
      minCapacity: props.minCapacity,
      zones: props.zones,
      logRetention: props.logRetention,
      removalPolicy: props.removalPolicy,
    });
  }

  /** A cluster that stays keeps its logins and all that it stands on: without a writer and subnets nobody reaches its rows. */
  private keepWhole(removalPolicy: RemovalPolicy): void {
    for (const construct of this.node.findAll()) {
      if (CfnResource.isCfnResource(construct)) construct.applyRemovalPolicy(removalPolicy);
    }
  }
}

const MIGRATION_ACTIONS = [
  'rds-data:BeginTransaction',
  'rds-data:CommitTransaction',
  'rds-data:ExecuteStatement',
  'rds-data:RollbackTransaction',
];
