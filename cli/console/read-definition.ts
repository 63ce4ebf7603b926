import { DescribeStateMachineCommand, SFNClient } from '@aws-sdk/client-sfn';
import type { OutputName } from '../aws/stack-outputs';
import { UserError } from '../terminal/user-error';
import type { Feed } from './feed';

/** The workflows of the stack by what they do. */
const WORKFLOWS: Readonly<Record<string, OutputName>> = {
  registration: 'StateMachineArn',
  reconciliation: 'ReconcileStateMachineArn',
};

/** The definition of a workflow as it is deployed. Throws a `UserError` for one that there is not. */
export async function readDefinition({ session }: Feed, of: string): Promise<unknown> {
  const output = Object.hasOwn(WORKFLOWS, of) ? WORKFLOWS[of] : undefined;
  if (output === undefined) throw unknown(of);
  const command = new DescribeStateMachineCommand({ stateMachineArn: await session.output(output) });
  const { definition = '{}' } = await session.client(SFNClient).send(command);
  return JSON.parse(definition) as unknown;
}

function unknown(given: string): UserError {
  return new UserError({
    where: 'workflow',
    what: 'there is no such workflow',
    given,
    fix: `Choose one of ${Object.keys(WORKFLOWS).join(', ')}.`,
  });
}
