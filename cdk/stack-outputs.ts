import { CfnOutput } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** Every name that an operator or a client looks up; the command line and the local cloud find resources by these. */
type StackOutputName =
  | 'UserPoolId'
  | 'UserPoolClientId'
  | 'UserPoolTrigger'
  | 'EventBusName'
  | 'EventArchiveName'
  | 'RuleName'
  | 'PipeName'
  | 'RegistrationQueueUrl'
  | 'DeadLetterQueueUrl'
  | 'RuleDeadLetterQueueUrl'
  | 'StateMachineArn'
  | 'StateMachineLogGroupName'
  | 'ReconcileStateMachineArn'
  | 'DatabaseClusterArn'
  | 'DatabaseSecretArn'
  | 'ReaderSecretArn'
  | 'DatabaseName'
  | 'UsersTable'
  | 'WorkflowLogin'
  | 'IdempotencyTableName'
  | 'FailureTableName'
  | 'PersonalDataRetention'
  | 'AlertTopicArn'
  | 'TriggerFunctionArn'
  | 'KeyPolicyStatements'
  | 'TopicPolicyStatements'
  | 'OperatorLookPolicyArn'
  | 'OperatorActPolicyArn';

/**
 * Gives its stack one output for each name that has a value, and by that name alone; the compiler misses none. Throws in a
 * stack that has one of them, for example of another registration.
 */
export function addStackOutputs(
  scope: Construct,
  values: Readonly<Record<StackOutputName, string | undefined>>,
): void {
  for (const [name, value] of Object.entries(values))
    if (value !== undefined) new CfnOutput(scope, name, { value }).overrideLogicalId(name);
}
