import { ArnFormat, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { SfnStateMachine } from 'aws-cdk-lib/aws-events-targets';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { RemovalPolicy as UserRemovalPolicy } from '../tasks/shared/removal-policy';
import { allow } from './allow';
import { RECONCILIATION_FILE } from './read-workflow';
import type { RegistrationEvents } from './registration-events';
import type { RegistrationWorkflow } from './registration-workflow';
import { resourceName } from './resource-names';
import type { UserDatabase } from './user-database';
import type { UserDirectory } from './user-directory';
import { WorkflowDefinition } from './workflow-definition';

export interface UserReconciliationProps {
  /** Whose users are compared. */
  readonly userDirectory: UserDirectory;
  /** Where they are rows. */
  readonly database: UserDatabase;
  /** Registers who differs. */
  readonly workflow: RegistrationWorkflow;
  /** Where removals are announced. */
  readonly events: RegistrationEvents;
  /** How long the log is kept that says which states were entered. */
  readonly logRetention: RetentionDays;
  /** What becomes of the row of a user who is deleted in Cognito. */
  readonly onUserDeleted: UserRemovalPolicy;
}

/**
 * The Standard state machine that compares the user pool with the table: every day for a report, and whenever an operator starts
 * it, to mend what differs. A person decides to mend, because others hear of each change and what is removed is gone.
 */
export class UserReconciliation extends Construct {
  readonly stateMachine: StateMachine;
  readonly logGroup: LogGroup;
  /** Starts the daily report. */
  readonly rule: Rule;
  private readonly stateMachineName = resourceName(this, 'reconcile-users');

  constructor(scope: Construct, id: string, props: UserReconciliationProps) {
    super(scope, id);
    const { stateMachineName } = this;
    const definition = WorkflowDefinition.fromFile(RECONCILIATION_FILE);
    this.logGroup = new LogGroup(this, 'Logs', {
      // Under this prefix log delivery needs no resource policy of its own, whose size is limited.
      logGroupName: `/aws/vendedlogs/states/${stateMachineName}`,
      retention: props.logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.stateMachine = new StateMachine(this, 'StateMachine', {
      // Typed by operators.
      stateMachineName,
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromString(definition.text),
      definitionSubstitutions: substitutionsFor(definition, props),
      // The history of each execution has the data; this log counts how runs end.
      logs: { destination: this.logGroup, level: LogLevel.ALL, includeExecutionData: false },
      tracingEnabled: true,
    });
    this.grantEachState(props);
    this.rule = new Rule(this, 'Daily', {
      description: 'What differs between the user pool and the table?',
      schedule: Schedule.rate(Duration.days(1)),
      targets: [new SfnStateMachine(this.stateMachine, { input: RuleTargetInput.fromObject(DAILY) })],
    });
  }

  /** Lets it start runs, follow them and stop them. */
  grantOperate(grantee: IGrantable): void {
    const { stateMachineArn } = this.stateMachine;
    allow(grantee, ['states:StartExecution'], stateMachineArn);
    const executions = this.statesArn('execution', `${this.stateMachineName}:*`);
    allow(grantee, ['states:DescribeExecution', 'states:StopExecution'], executions);
  }

  private grantEachState(props: UserReconciliationProps): void {
    const { stateMachine, stateMachineName } = this;
    props.database.grantDataApiAccess(stateMachine);
    props.userDirectory.grantGetUser(stateMachine);
    props.userDirectory.grantListUsers(stateMachine);
    props.workflow.grantStartSyncExecution(stateMachine);
    props.events.grantPutUserRemoved(stateMachine);
    // By its name, for its role is there before it is.
    allow(stateMachine, ['states:StartExecution'], this.statesArn('stateMachine', stateMachineName));
    allow(stateMachine, ['states:DescribeExecution'], this.statesArn('execution', `${stateMachineName}:*`));
  }

  private statesArn(resource: string, name: string): string {
    const arnFormat = ArnFormat.COLON_RESOURCE_NAME;
    return Stack.of(this).formatArn({ service: 'states', resource, resourceName: name, arnFormat });
  }
}

const DAILY = { apply: [], by: 'schedule', reason: 'daily report' };

/** What stands for each `${…}` of the file; a name too many or too few stops the synthesis. */
function substitutionsFor(
  definition: WorkflowDefinition,
  props: UserReconciliationProps,
): Record<string, string> {
  const substitutions = {
    DatabaseClusterArn: props.database.cluster.clusterArn,
    DatabaseName: props.database.databaseName,
    RegistrationSecretArn: props.database.registrationSecret.secretArn,
    UserPoolId: props.userDirectory.userPool.userPoolId,
    RegistrationWorkflowArn: props.workflow.stateMachine.stateMachineArn,
    EventBusName: props.events.bus.eventBusName,
    OnUserDeleted: props.onUserDeleted,
    DefinitionRevision: definition.revision,
  };
  definition.requireExactly(Object.keys(substitutions));
  return substitutions;
}
