import { RemovalPolicy } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { RemovalPolicy as UserRemovalPolicy } from '../tasks/shared/removal-policy';
import { allow } from './allow';
import { docsLink } from './deep-links';
import type { FailureRecords } from './failure-records';
import type { OperatorAlerts } from './operator-alerts';
import type { PersonalDataKey } from './personal-data-key';
import type { RegistrationEvents } from './registration-events';
import { executionLogName, resourceName } from './resource-names';
import type { TaskFunction } from './task-function';
import { TraceSampling } from './trace-sampling';
import type { UserDatabase } from './user-database';
import type { UserDirectory } from './user-directory';
import type { WorkflowDefinition } from './workflow-definition';
import { workflowExpressions } from './workflow-expressions';

export interface RegistrationWorkflowProps {
  /** The state machine as it stands in its file. */
  readonly definition: WorkflowDefinition;
  /** The delivery on which it gives up and parks the registration. */
  readonly parkAfter: number;
  /** State `ValidateUser`. */
  readonly validateUser: TaskFunction;
  /** States `UpsertUser` and `RollBackUser`. */
  readonly database: UserDatabase;
  /** State `AskCognito`. */
  readonly userDirectory: UserDirectory;
  /** State `PublishUserPersisted`. */
  readonly events: RegistrationEvents;
  /** States `RecordFailure`, `RecordRollBack`, `ResolveFailure` and `CountAlert`. */
  readonly failureRecords: FailureRecords;
  /** State `AlertOperators`. */
  readonly operatorAlerts: OperatorAlerts;
  /** Encrypts the execution log, which shows every registration in full. */
  readonly key: PersonalDataKey;
  /** How long executions can be looked at. */
  readonly logRetention: RetentionDays;
  /** What becomes of the row of a user who is deleted in Cognito. */
  readonly onUserDeleted: UserRemovalPolicy;
  /** Where the runbook can be read. @default it is named by its path */
  readonly docsUrl?: string;
}

/** The Express state machine that brings one registration to its final outcome. */
export class RegistrationWorkflow extends Construct {
  readonly stateMachine: StateMachine;
  readonly logGroup: LogGroup;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: RegistrationWorkflowProps,
  ) {
    super(scope, id);
    this.logGroup = this.createLogGroup(props);
    this.stateMachine = new StateMachine(this, 'StateMachine', {
      // Typed by operators: `aws stepfunctions describe-state-machine`, the console.
      stateMachineName: resourceName(this),
      stateMachineType: StateMachineType.EXPRESS,
      definitionBody: DefinitionBody.fromString(props.definition.text),
      definitionSubstitutions: substitutionsFor(props),
      // The console draws an execution of an Express workflow from its log, so all of it has to be there.
      logs: { destination: this.logGroup, level: LogLevel.ALL, includeExecutionData: true },
      tracingEnabled: true,
    });
    new TraceSampling(this, 'TraceSampling', resourceName(this));
    allow(this.stateMachine, ['lambda:InvokeFunction'], props.validateUser.functionArn);
    props.database.grantDataApiAccess(this.stateMachine);
    props.userDirectory.grantGetUser(this.stateMachine);
    props.events.grantPutUserPersisted(this.stateMachine);
    props.failureRecords.grantWriteData(this.stateMachine);
    props.operatorAlerts.grantPublish(this.stateMachine);
  }

  /** Lets it run the workflow and wait for its outcome. */
  grantStartSyncExecution(grantee: IGrantable): void {
    allow(grantee, ['states:StartSyncExecution'], this.stateMachine.stateMachineArn);
  }

  /** Lets it read what the workflow did, and what its function wrote meanwhile. */
  grantReadLogs(grantee: IGrantable): void {
    for (const { logGroupArn } of [this.logGroup, this.props.validateUser.logGroup])
      allow(grantee, ['logs:FilterLogEvents'], logGroupArn);
  }

  private createLogGroup(props: RegistrationWorkflowProps): LogGroup {
    const logGroupName = executionLogName(this);
    props.key.grantToLogGroup(logGroupName);
    return new LogGroup(this, 'Logs', {
      logGroupName,
      encryptionKey: props.key.key,
      retention: props.logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }
}

/** What stands for each `${…}` of the file; a name too many or too few stops the synthesis. */
function substitutionsFor(props: RegistrationWorkflowProps): Record<string, string> {
  const substitutions = {
    ValidateUserArn: props.validateUser.functionArn,
    DatabaseClusterArn: props.database.cluster.clusterArn,
    DatabaseName: props.database.databaseName,
    RegistrationSecretArn: props.database.registrationSecret.secretArn,
    UserPoolId: props.userDirectory.userPool.userPoolId,
    EventBusName: props.events.bus.eventBusName,
    FailureTableName: props.failureRecords.table.tableName,
    AlertTopicArn: props.operatorAlerts.topic.topicArn,
    OnUserDeleted: props.onUserDeleted,
    ParkAfter: `${props.parkAfter}`,
    DefinitionRevision: props.definition.revision,
    RunbookUrl: docsLink(props.docsUrl, 'runbook.md'),
    ...workflowExpressions(props.definition.workflow),
  };
  props.definition.requireExactly(Object.keys(substitutions));
  return substitutions;
}
