import { DescribeStateMachineCommand, SFNClient } from '@aws-sdk/client-sfn';
import type { Session } from '../session';

/** The workflow as it is deployed. */
export interface DeployedDefinition {
  readonly arn: string;
  readonly text: string;
  readonly roleArn: string;
  /** Names of its states. */
  readonly states: readonly string[];
  /** What a failure record says of the definition that wrote it. */
  readonly revision?: string;
}

export async function deployedDefinition(session: Session): Promise<DeployedDefinition> {
  const stateMachineArn = await session.output('StateMachineArn');
  const command = new DescribeStateMachineCommand({ stateMachineArn });
  const { definition = '{}', roleArn = '' } = await session.client(SFNClient).send(command);
  const { Comment = '', States = {} } = JSON.parse(definition) as { Comment?: string; States?: object };
  const revision = /\bRevision (\S+?)\.?$/.exec(Comment)?.[1];
  return { arn: stateMachineArn, text: definition, roleArn, states: Object.keys(States), revision };
}
