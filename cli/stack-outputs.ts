import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import type { Session } from './session';

/** Outputs of the stack that the commands look up. */
export type OutputName =
  | 'UserPoolId'
  | 'UserPoolClientId'
  | 'RegistrationQueueUrl'
  | 'DeadLetterQueueUrl'
  | 'RuleDeadLetterQueueUrl'
  | 'StateMachineArn'
  | 'StateMachineLogGroupName'
  | 'DatabaseClusterArn'
  | 'DatabaseSecretArn'
  | 'DatabaseName'
  | 'FailureTableName';

/** Every output of the stack by its name. */
export async function readStackOutputs(session: Session): Promise<ReadonlyMap<string, string>> {
  const command = new DescribeStacksCommand({ StackName: session.options.stack });
  const { Stacks = [] } = await session.client(CloudFormationClient).send(command);
  const outputs = Stacks[0]?.Outputs ?? [];
  return new Map(outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]));
}
