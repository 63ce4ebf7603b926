import { ArnFormat, Stack } from 'aws-cdk-lib';
import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { allow } from './allow';
import { BY_STATUS, type FailureRecords } from './failure-records';
import type { OperatorAlerts } from './operator-alerts';
import type { IdempotencyTable } from './idempotency-table';
import { grantKeyVia, type PersonalDataKey } from './personal-data-key';
import type { RegistrationEvents } from './registration-events';
import type { RegistrationPipe } from './registration-pipe';
import type { RegistrationQueue } from './registration-queue';
import type { RegistrationWorkflow } from './registration-workflow';
import type { UserDatabase } from './user-database';
import type { UserDirectory } from './user-directory';
import type { UserReconciliation } from './user-reconciliation';

export interface OperatorPoliciesProps {
  readonly userDirectory: UserDirectory;
  /** What the pool calls after a confirmation. */
  readonly trigger: IFunction;
  readonly events: RegistrationEvents;
  readonly queue: RegistrationQueue;
  readonly workflow: RegistrationWorkflow;
  readonly pipe: RegistrationPipe;
  readonly failureRecords: FailureRecords;
  readonly idempotencyTable: IdempotencyTable;
  readonly reconciliation: UserReconciliation;
  readonly database: UserDatabase;
  readonly operatorAlerts: OperatorAlerts;
  readonly key: PersonalDataKey;
}

/**
 * What the command line needs, to attach to the roles of people: `look` for the commands that change nothing, and `act`
 * on top of it for those that do. A test compares both with the calls that the commands make.
 */
export class OperatorPolicies extends Construct {
  readonly look: ManagedPolicy;
  readonly act: ManagedPolicy;

  constructor(scope: Construct, id: string, props: OperatorPoliciesProps) {
    super(scope, id);
    this.look = new ManagedPolicy(this, 'Look', {
      description:
        'registrar status, doctor, failures, show, executions, dead-letters, try, console: see personal data, change nothing',
    });
    this.act = new ManagedPolicy(this, 'Act', {
      description:
        'On top of Look: registrar user, replay, hand-over, discard, resync, drift, reconcile, forget, dead-letters redrive, sign-up, doctor (database), adopt --check, try --for-real',
    });
    this.lookAtWorkflow(props);
    this.lookAtRecords(props);
    this.lookAtStatus(props);
    props.database.grantReadUsers(this.look);
    this.lookAtDeadLetters(props);
    this.lookAtDeployment(props);
    this.actOnRegistrations(props);
    this.actOnDeadLetters(props);
    this.actOnIdentities(props);
    this.signUpAndAdopt(props);
  }

  private lookAtWorkflow({ workflow, reconciliation }: OperatorPoliciesProps): void {
    allow(this.look, ['cloudformation:DescribeStacks'], Stack.of(this).stackId);
    workflow.grantReadLogs(this.look);
    for (const { stateMachine } of [workflow, reconciliation])
      allow(this.look, ['states:DescribeStateMachine'], stateMachine.stateMachineArn);
    // It knows no resource. With a mock it calls nothing, and without the right to pass a role it cannot do otherwise.
    allow(this.look, ['states:TestState'], '*');
  }

  private lookAtRecords({ failureRecords, key }: OperatorPoliciesProps): void {
    const { tableArn } = failureRecords.table;
    allow(this.look, ['dynamodb:GetItem', 'dynamodb:Scan'], tableArn);
    allow(this.look, ['dynamodb:Query'], `${tableArn}/index/${BY_STATUS}`);
    key.grantReadVia(this.look, 'dynamodb');
  }

  private lookAtStatus({ events, queue, pipe }: OperatorPoliciesProps): void {
    allow(this.look, ['events:DescribeRule'], events.rule.ruleArn);
    allow(this.look, ['pipes:DescribePipe'], pipe.pipeArn);
    allow(this.look, ['sqs:GetQueueAttributes'], queue.queue.queueArn);
    // Metrics know no resource; alarms do ("Actions, resources, and condition keys for Amazon CloudWatch").
    allow(this.look, ['cloudwatch:GetMetricData'], '*');
    const alarm = {
      service: 'cloudwatch',
      resource: 'alarm',
      resourceName: '*',
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    };
    allow(this.look, ['cloudwatch:DescribeAlarms'], Stack.of(this).formatArn(alarm));
  }

  private lookAtDeadLetters({ queue, events }: OperatorPoliciesProps): void {
    // To look at a message is to receive it and show it again at once.
    const actions = ['sqs:GetQueueAttributes', 'sqs:ReceiveMessage', 'sqs:ChangeMessageVisibility'];
    for (const { queueArn } of [queue.deadLetterQueue, events.deadLetterQueue])
      allow(this.look, actions, queueArn);
  }

  private lookAtDeployment({ userDirectory, trigger, operatorAlerts }: OperatorPoliciesProps): void {
    const actions = ['cognito-idp:DescribeUserPool', 'cognito-idp:ListUserImportJobs'];
    allow(this.look, actions, userDirectory.userPool.userPoolArn);
    allow(this.look, ['lambda:GetPolicy'], trigger.functionArn);
    const asked = ['sns:GetTopicAttributes', 'sns:ListSubscriptionsByTopic'];
    allow(this.look, asked, operatorAlerts.topic.topicArn);
  }

  private actOnRegistrations({ workflow, failureRecords, userDirectory }: OperatorPoliciesProps): void {
    workflow.grantStartSyncExecution(this.act);
    failureRecords.grantWriteData(this.act);
    allow(
      this.act,
      ['cognito-idp:AdminGetUser', 'cognito-idp:ListUsers'],
      userDirectory.userPool.userPoolArn,
    );
    // TestState calls the service as the workflow; whoever may pass its role may do all that the workflow may.
    allow(this.act, ['iam:PassRole'], workflow.stateMachine.role.roleArn, {
      StringEquals: { 'iam:PassedToService': 'states.amazonaws.com' },
    });
  }

  private actOnDeadLetters({ queue, events }: OperatorPoliciesProps): void {
    allow(this.act, ['sqs:StartMessageMoveTask', 'sqs:ListMessageMoveTasks'], queue.deadLetterQueue.queueArn);
    for (const { queueArn } of [queue.deadLetterQueue, events.deadLetterQueue])
      allow(this.act, ['sqs:DeleteMessage'], queueArn);
    allow(this.act, ['sqs:SendMessage'], queue.queue.queueArn);
  }

  private actOnIdentities({ reconciliation, failureRecords, idempotencyTable }: OperatorPoliciesProps): void {
    reconciliation.grantOperate(this.act);
    for (const { tableArn } of [failureRecords.table, idempotencyTable.table])
      allow(this.act, ['dynamodb:DeleteItem'], tableArn);
  }

  private signUpAndAdopt({ userDirectory, database }: OperatorPoliciesProps): void {
    const actions = ['cognito-idp:AdminConfirmSignUp', 'cognito-idp:AdminDeleteUser'];
    allow(this.act, actions, userDirectory.userPool.userPoolArn);
    // As the owner: the workflow's login may not read the table.
    const statements = ['ExecuteStatement', 'BeginTransaction', 'CommitTransaction', 'RollbackTransaction'];
    const calls = statements.map((name) => `rds-data:${name}`);
    allow(this.act, calls, database.cluster.clusterArn);
    allow(this.act, ['secretsmanager:GetSecretValue'], database.ownerSecret.secretArn);
    const { encryptionKey } = database.ownerSecret;
    if (encryptionKey) grantKeyVia(this.act, encryptionKey, 'secretsmanager');
  }
}
