import { DescribeStateMachineCommand, SFNClient } from '@aws-sdk/client-sfn';
import { stepInputs, type StepName } from '../../tasks/shared/state-document';
import type { Session } from '../aws/session';
import { UserError } from '../terminal/user-error';

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

/** A step that a replay can start from, and in which a registration can fail. */
export type ReplayStep = StepName;

/** These in the order in which they run: the one in which their inputs grow. */
export const replaySteps = Object.keys(stepInputs) as readonly ReplayStep[];

/** The step of this name. Throws a `UserError` that names those there are. */
export function replayStep(option: string, given: string, { states }: DeployedDefinition): ReplayStep {
  const step = stepNamed(given);
  if (step !== undefined && states.includes(step)) return step;
  const why = step === undefined ? 'nothing can start there' : 'the deployed workflow has no such state';
  throw notOneOf(
    replaySteps.filter((name) => states.includes(name)),
    { where: option, what: why, given },
  );
}

/** The step of this name in which a registration can fail. Throws a `UserError` that names those there are. */
export function failingStep(option: string, given: string): ReplayStep {
  const step = stepNamed(given);
  if (step !== undefined) return step;
  throw notOneOf(replaySteps, { where: option, what: 'no registration fails there', given });
}

/** Upper and lower case are the same to whoever types it. */
function stepNamed(given: string): ReplayStep | undefined {
  return replaySteps.find((name) => name.toLowerCase() === given.toLowerCase());
}

function notOneOf(
  steps: readonly string[],
  complaint: { where: string; what: string; given: string },
): UserError {
  return new UserError({ ...complaint, fix: `Choose one of ${steps.join(', ')}.` });
}

/** What a state document must look like for this step. */
export function inputSchema(step: ReplayStep) {
  return stepInputs[step];
}
