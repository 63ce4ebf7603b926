import { ArnFormat, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { type IUserPool, type UserPool, UserPoolOperation } from 'aws-cdk-lib/aws-cognito';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { Function as LambdaFunction, type IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { acceptFindings } from './accepted-findings';
import { checkConfiguration } from './check-configuration';
import { DatabaseMigrations } from './database-migrations';
import { deriveDeliveryNumbers } from './delivery-numbers';
import { FailureRecords } from './failure-records';
import { IdempotencyTable } from './idempotency-table';
import { OperatorAlerts } from './operator-alerts';
import { OperatorPolicies } from './operator-policies';
import { statementsForOwner } from './owners-policies';
import { personalDataRetention } from './personal-data-retention';
import { PersonalDataKey } from './personal-data-key';
import { RegistrationEvents } from './registration-events';
import { RegistrationPipe } from './registration-pipe';
import { RegistrationQueue } from './registration-queue';
import { RegistrationWatch } from './registration-watch';
import { RegistrationWorkflow } from './registration-workflow';
import { functionName, nameResourcesBelow } from './resource-names';
import { withDefaults } from './settings';
import { addStackOutputs } from './stack-outputs';
import { TaskFunction } from './task-function';
import { UserChanges } from './user-changes';
import { UserDatabase } from './user-database';
import { UserDirectory } from './user-directory';
import { UserReconciliation } from './user-reconciliation';
import type { UserRegistrationProps } from './user-registration-props';
import { WorkflowDefinition } from './workflow-definition';

export type { UserRegistrationProps } from './user-registration-props';

/**
 * From a confirmed sign-up in Cognito to a row in PostgreSQL and an event on the bus, in the order of the flow. It wants a
 * stack of its own: the command line finds a registration by its stack's outputs.
 */
export class UserRegistration extends Construct {
  /** Where people sign up. */
  readonly userPool: IUserPool;
  /** Where both facts are announced. */
  readonly bus: IEventBus;
  /** Where operators are called. */
  readonly alertTopic: ITopic;
  /** What Cognito calls after a confirmation. */
  readonly trigger: IFunction;

  /** Throws an `InvalidConfigurationError` that tells everything that is wrong. */
  constructor(scope: Construct, id: string, props: UserRegistrationProps = {}) {
    super(scope, id);
    checkConfiguration(this, props);
    nameResourcesBelow(this, props.name);
    const settings = withDefaults(props);
    const { logRetention, throwaway } = settings;
    // Not the plain RETAIN: what a first deploy made that failed is empty, and would stand in the way of the second.
    const removalPolicy = throwaway ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;
    const definition = WorkflowDefinition.fromFile();
    const numbers = deriveDeliveryNumbers(definition.timeout);
    const key = new PersonalDataKey(this, 'PersonalDataKey', { existing: props.key, removalPolicy });

    // A confirmed sign-up becomes an event, whatever happens.
    const userDirectory = new UserDirectory(this, 'UserDirectory', {
      existing: props,
      tier: settings.userPoolTier,
      emailFrom: settings.emailFrom,
      removalPolicy,
    });
    const publishUserRegistered = new TaskFunction(this, 'PublishUserRegistered', {
      description:
        'Announces a confirmed sign-up on the bus, or straight to the queue when the bus refuses it',
      timeout: PUBLISH_TIMEOUT,
      memorySize: 1024,
      reservedConcurrentExecutions: settings.triggerConcurrency || undefined,
      logRetention,
    });
    if (!settings.importing) userDirectory.giveTrigger(publishUserRegistered, logRetention);

    // The event waits in the queue.
    const events = new RegistrationEvents(this, 'RegistrationEvents', {
      existing: props.bus,
      userPoolId: userDirectory.userPool.userPoolId,
      deadLetterRetention: numbers.deadLetterRetention,
      removalPolicy,
    });
    const queue = new RegistrationQueue(this, 'RegistrationQueue', { numbers, removalPolicy });
    events.grantPutUserRegistered(publishUserRegistered);
    queue.grantSendMessages(publishUserRegistered);
    events.addUserRegisteredTarget(queue);

    // The workflow takes it from there, one execution for each message.
    const idempotencyTable = new IdempotencyTable(this, 'IdempotencyTable', {
      claimLifetime: numbers.claimLifetime,
      removalPolicy,
    });
    const validateUser = new TaskFunction(this, 'ValidateUser', {
      description: 'Checks a registration and claims its user for the event that came first',
      timeout: definition.timeoutOf('ValidateUser'),
      logRetention,
    });
    idempotencyTable.grantReadWriteData(validateUser);
    validateUser.addEnvironment('USER_POOL_ID', userDirectory.userPool.userPoolId);
    const database = new UserDatabase(this, 'UserDatabase', {
      existing: props,
      key,
      usersReader: settings.usersReader,
      minCapacity: settings.databaseMinCapacity,
      zones: settings.databaseZones,
      logRetention,
      removalPolicy,
    });
    const migrations = new DatabaseMigrations(this, 'DatabaseMigrations', { database, logRetention });
    const failureRecords = new FailureRecords(this, 'FailureRecords', { key, removalPolicy });
    const operatorAlerts = new OperatorAlerts(this, 'OperatorAlerts', {
      existing: props.alertTopic,
      key,
      email: settings.alertEmail,
    });
    const workflow = new RegistrationWorkflow(this, 'RegistrationWorkflow', {
      definition,
      parkAfter: numbers.parkAfter,
      validateUser,
      database,
      userDirectory,
      events,
      failureRecords,
      operatorAlerts,
      key,
      logRetention,
      onUserDeleted: settings.onUserDeleted,
      docsUrl: settings.docsUrl,
    });
    migrations.executeBefore(workflow);
    const pipe = new RegistrationPipe(this, 'RegistrationPipe', {
      source: queue,
      target: workflow,
      key,
      logRetention,
    });

    // What no event tells of is found by comparing.
    const reconciliation = new UserReconciliation(this, 'UserReconciliation', {
      userDirectory,
      database,
      workflow,
      events,
      logRetention,
      onUserDeleted: settings.onUserDeleted,
    });
    migrations.executeBefore(reconciliation);
    if (settings.followCloudTrail)
      new UserChanges(this, 'UserChanges', {
        userPool: userDirectory.userPool,
        reconciliation: reconciliation.stateMachine,
      });

    // Whatever goes wrong calls for a person.
    new RegistrationWatch(this, 'RegistrationWatch', {
      trigger: publishUserRegistered,
      checksTrigger: userDirectory.isChecked,
      events,
      queue,
      visibilityTimeout: numbers.visibilityTimeout,
      pipe,
      workflow,
      reconciliation,
      docsUrl: settings.docsUrl,
      operatorAlerts,
    });

    // People act by the command line, with the rights of these policies.
    const operatorPolicies = new OperatorPolicies(this, 'OperatorPolicies', {
      userDirectory,
      trigger: publishUserRegistered,
      events,
      queue,
      workflow,
      pipe,
      failureRecords,
      idempotencyTable,
      reconciliation,
      database,
      operatorAlerts,
      key,
    });

    addStackOutputs(this, {
      UserPoolId: userDirectory.userPool.userPoolId,
      UserPoolClientId: userDirectory.client?.userPoolClientId,
      UserPoolTrigger: userDirectory.triggerGivenBy,
      EventBusName: events.bus.eventBusName,
      EventArchiveName: events.archive.archiveName,
      RuleName: events.rule.ruleName,
      PipeName: pipe.pipeName,
      RegistrationQueueUrl: queue.queue.queueUrl,
      DeadLetterQueueUrl: queue.deadLetterQueue.queueUrl,
      RuleDeadLetterQueueUrl: events.deadLetterQueue.queueUrl,
      StateMachineArn: workflow.stateMachine.stateMachineArn,
      StateMachineLogGroupName: workflow.logGroup.logGroupName,
      ReconcileStateMachineArn: reconciliation.stateMachine.stateMachineArn,
      DatabaseClusterArn: database.cluster.clusterArn,
      DatabaseSecretArn: database.ownerSecret.secretArn,
      ReaderSecretArn: database.readerSecret?.secretArn,
      DatabaseName: database.databaseName,
      UsersTable: database.usersTable,
      WorkflowLogin: database.workflowLogin,
      IdempotencyTableName: idempotencyTable.table.tableName,
      FailureTableName: failureRecords.table.tableName,
      PersonalDataRetention: JSON.stringify(
        personalDataRetention({ logRetention, numbers, isOurDatabase: database.isOurs }),
      ),
      AlertTopicArn: operatorAlerts.topic.topicArn,
      TriggerFunctionArn: publishUserRegistered.functionArn,
      KeyPolicyStatements: askOf(key),
      TopicPolicyStatements: askOf(operatorAlerts),
      OperatorLookPolicyArn: operatorPolicies.look.managedPolicyArn,
      OperatorActPolicyArn: operatorPolicies.act.managedPolicyArn,
    });
    acceptFindings(this);
    this.userPool = userDirectory.userPool;
    this.bus = events.bus;
    this.alertTopic = operatorAlerts.topic;
    this.trigger = publishUserRegistered;
  }

  /**
   * The one line for the stack that owns the pool: gives it the trigger. By name, so that neither stack waits for the other;
   * to be deployed after the registration, for a pool that names a function which is not there refuses confirmations.
   */
  static addTriggerTo(userPool: UserPool, name?: string): void {
    const functionArn = triggerArn(userPool, name);
    const trigger = LambdaFunction.fromFunctionAttributes(userPool, 'PublishUserRegistered', {
      functionArn,
      // The registration's stack has allowed it already.
      skipPermissions: true,
    });
    userPool.addTrigger(UserPoolOperation.POST_CONFIRMATION, trigger);
  }
}

function triggerArn(scope: Construct, name?: string): string {
  const resourceName = functionName('PublishUserRegistered', name);
  const arnFormat = ArnFormat.COLON_RESOURCE_NAME;
  return Stack.of(scope).formatArn({ service: 'lambda', resource: 'function', resourceName, arnFormat });
}

/** What the owner of the resource behind this construct has to allow, as JSON. */
function askOf(construct: Construct): string | undefined {
  const statements = statementsForOwner(construct);
  return statements && Stack.of(construct).toJsonString(statements);
}

/** Cognito waits five seconds for its trigger; one of them is the way there and back. */
const PUBLISH_TIMEOUT = Duration.seconds(4);
