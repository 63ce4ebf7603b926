import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { acceptFindings } from './accepted-findings';
import { DatabaseMigrations } from './database-migrations';
import { deriveDeliveryNumbers } from './delivery-numbers';
import { FailureRecords } from './failure-records';
import { IdempotencyTable } from './idempotency-table';
import { OperatorAlerts } from './operator-alerts';
import { OperatorPolicies } from './operator-policies';
import { PersonalDataKey } from './personal-data-key';
import { RegistrationEvents } from './registration-events';
import { RegistrationPipe } from './registration-pipe';
import { RegistrationQueue } from './registration-queue';
import { RegistrationWatch } from './registration-watch';
import { RegistrationWorkflow } from './registration-workflow';
import { nameResourcesBelow } from './resource-names';
import { DEFAULT_SETTINGS, type Settings } from './settings';
import { addStackOutputs } from './stack-outputs';
import { TaskFunction } from './task-function';
import { UserDatabase } from './user-database';
import { UserDirectory } from './user-directory';
import { WorkflowDefinition } from './workflow-definition';

/** What an application may choose; everything has a default. */
export type UserRegistrationProps = Partial<Settings>;

/**
 * From a confirmed sign-up in Cognito to a row in PostgreSQL and an event on the bus, in the order of the flow. It wants a
 * stack of its own: the command line finds a registration by its stack's outputs.
 */
export class UserRegistration extends Construct {
  constructor(scope: Construct, id: string, props: UserRegistrationProps = {}) {
    super(scope, id);
    nameResourcesBelow(this, props.name);
    const settings: Settings = { ...DEFAULT_SETTINGS, ...props };
    const { logRetention, throwaway } = settings;
    // Not the plain RETAIN: what a first deploy made that failed is empty, and would stand in the way of the second.
    const removalPolicy = throwaway ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;
    const definition = WorkflowDefinition.fromFile();
    const numbers = deriveDeliveryNumbers(definition.timeout);
    const key = new PersonalDataKey(this, 'PersonalDataKey', { removalPolicy });

    // A confirmed sign-up becomes an event, whatever happens.
    const userDirectory = new UserDirectory(this, 'UserDirectory', {
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
    if (!settings.importing) userDirectory.addPostConfirmationTrigger(publishUserRegistered);

    // The event waits in the queue.
    const events = new RegistrationEvents(this, 'RegistrationEvents', {
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
      key,
      minCapacity: settings.databaseMinCapacity,
      zones: settings.databaseZones,
      logRetention,
      removalPolicy,
    });
    const migrations = new DatabaseMigrations(this, 'DatabaseMigrations', { database, logRetention });
    const failureRecords = new FailureRecords(this, 'FailureRecords', { key, removalPolicy });
    const operatorAlerts = new OperatorAlerts(this, 'OperatorAlerts', { key, email: settings.alertEmail });
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
    });
    migrations.executeBefore(workflow);
    const pipe = new RegistrationPipe(this, 'RegistrationPipe', {
      source: queue,
      target: workflow,
      key,
      logRetention,
    });

    // Whatever goes wrong calls for a person.
    new RegistrationWatch(this, 'RegistrationWatch', {
      trigger: publishUserRegistered,
      events,
      queue,
      visibilityTimeout: numbers.visibilityTimeout,
      pipe,
      workflow,
      docsUrl: settings.docsUrl,
      operatorAlerts,
    });

    // People act by the command line, with the rights of these policies.
    const operatorPolicies = new OperatorPolicies(this, 'OperatorPolicies', {
      userDirectory,
      events,
      queue,
      workflow,
      failureRecords,
      database,
      key,
    });

    addStackOutputs(this, {
      UserPoolId: userDirectory.userPool.userPoolId,
      UserPoolClientId: userDirectory.client.userPoolClientId,
      EventBusName: events.bus.eventBusName,
      EventArchiveName: events.archive.archiveName,
      RegistrationQueueUrl: queue.queue.queueUrl,
      DeadLetterQueueUrl: queue.deadLetterQueue.queueUrl,
      RuleDeadLetterQueueUrl: events.deadLetterQueue.queueUrl,
      StateMachineArn: workflow.stateMachine.stateMachineArn,
      StateMachineLogGroupName: workflow.logGroup.logGroupName,
      DatabaseClusterArn: database.cluster.clusterArn,
      DatabaseSecretArn: database.ownerSecret.secretArn,
      DatabaseName: database.databaseName,
      UsersTable: database.usersTable,
      IdempotencyTableName: idempotencyTable.table.tableName,
      FailureTableName: failureRecords.table.tableName,
      AlertTopicArn: operatorAlerts.topic.topicArn,
      OperatorLookPolicyArn: operatorPolicies.look.managedPolicyArn,
      OperatorActPolicyArn: operatorPolicies.act.managedPolicyArn,
    });
    acceptFindings(this);
  }
}

/** Cognito waits five seconds for its trigger; one of them is the way there and back. */
const PUBLISH_TIMEOUT = Duration.seconds(4);
