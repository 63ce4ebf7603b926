import { CfnOutput, type Stack } from 'aws-cdk-lib';

/** Every name that an operator or a client looks up; the command line and the local cloud find resources by these. */
type StackOutputName =
  | 'UserPoolId'
  | 'UserPoolClientId'
  | 'EventBusName'
  | 'EventArchiveName'
  | 'RuleName'
  | 'PipeName'
  | 'RegistrationQueueUrl'
  | 'DeadLetterQueueUrl'
  | 'RuleDeadLetterQueueUrl'
  | 'StateMachineArn'
  | 'StateMachineLogGroupName'
  | 'DatabaseClusterArn'
  | 'DatabaseSecretArn'
  | 'DatabaseName'
  | 'IdempotencyTableName'
  | 'FailureTableName'
  | 'AlertTopicArn'
  | 'OperatorLookPolicyArn'
  | 'OperatorActPolicyArn';

/** Gives the stack one output for each name; the compiler misses none. */
export function addStackOutputs(stack: Stack, values: Readonly<Record<StackOutputName, string>>): void {
  for (const [name, value] of Object.entries(values)) new CfnOutput(stack, name, { value });
}
