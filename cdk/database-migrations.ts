import {
  type CfnResource,
  type CustomResourceProviderBase,
  Duration,
  RemovalPolicy,
  Stack,
} from 'aws-cdk-lib';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Trigger } from 'aws-cdk-lib/triggers';
import { Construct } from 'constructs';
import { functionName, nameAbove } from './resource-names';
import { TaskFunction } from './task-function';
import type { UserDatabase } from './user-database';

export interface DatabaseMigrationsProps {
  /** The database to bring up to date. */
  readonly database: UserDatabase;
  /** How long the log of a migration is kept. */
  readonly logRetention: RetentionDays;
}

/** Brings the schema up to date in every deploy that changes it; a failed migration stops and rolls back the deploy. */
export class DatabaseMigrations extends Construct {
  readonly handler: TaskFunction;
  private readonly trigger: Trigger;

  constructor(scope: Construct, id: string, { database, logRetention }: DatabaseMigrationsProps) {
    super(scope, id);
    this.handler = new TaskFunction(this, 'MigrateDatabase', {
      description: 'Brings the schema of the user database up to date',
      entry: 'db/migrate.lambda.ts',
      timeout: MIGRATION_TIMEOUT,
      // The SQL beside it is part of its bundle: a changed file is a changed function, and so runs again.
      logRetention,
    });
    database.grantMigrate(this.handler);
    this.trigger = new Trigger(this, 'Trigger', {
      handler: this.handler,
      // The one who waits must wait longer than the one who works.
      timeout: MIGRATION_TIMEOUT.plus(Duration.seconds(30)),
      executeAfter: [database],
    });
    this.restrictInvoker(logRetention);
  }

  /** Holds back what calls the database until the schema is the one that it expects. */
  executeBefore(...constructs: Construct[]): void {
    this.trigger.executeBefore(...constructs);
  }

  /** Trigger's own function comes with the right to write to every log group, and with one that is kept for ever. */
  private restrictInvoker(retention: RetentionDays): void {
    const stack = Stack.of(this);
    const logGroup = new LogGroup(this, 'InvokerLogs', {
      logGroupName: `/aws/lambda/${functionName('InvokeMigrations', nameAbove(this))}`,
      retention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const invoker = stack.node.findChild(INVOKER) as CustomResourceProviderBase;
    const [role, handler] = ['Role', 'Handler'].map((id) => invoker.node.findChild(id) as CfnResource);
    role?.addPropertyDeletionOverride('ManagedPolicyArns');
    invoker.addToRolePolicy({
      Effect: 'Allow',
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: logGroup.logGroupArn,
    });
    handler?.addPropertyOverride('LoggingConfig', { LogGroup: logGroup.logGroupName });
  }
}

/** Where the CDK puts the one function of all triggers of a stack. */
const INVOKER = 'AWSCDK.TriggerCustomResourceProviderCustomResourceProvider';

/**
 * Millions of rows that are there may have to be filled, so nearly all that a function may have; the one of the trigger that waits for
 * it has the 15 minutes that Lambda gives at most, and itself needs the rest of them.
 */
const MIGRATION_TIMEOUT = Duration.minutes(14);
