import { stepInputs, type StepName } from '../../tasks/shared/state-document';
import { UserError } from '../user-error';
import type { DeployedDefinition } from './deployed-definition';

/** The steps that a replay can start from, in the order in which they run. */
export const replaySteps = [
  'ValidateUser',
  'UpsertUser',
  'PublishUserPersisted',
] as const satisfies StepName[];
export type ReplayStep = (typeof replaySteps)[number];

/** The step of this name. Throws a `UserError` that names those there are. */
export function replayStep(option: string, given: string, { states }: DeployedDefinition): ReplayStep {
  const step = replaySteps.find((name) => name === given);
  if (step !== undefined && states.includes(step)) return step;
  throw new UserError({
    where: option,
    what: step === undefined ? 'nothing can start there' : 'the deployed workflow has no such state',
    given,
    fix: `Choose one of ${replaySteps.filter((name) => states.includes(name)).join(', ')}.`,
  });
}

/** The step of this name in which a registration can fail. Throws a `UserError` that names those there are. */
export function failingStep(option: string, given: string): ReplayStep {
  const step = replaySteps.find((name) => name === given);
  if (step !== undefined) return step;
  throw new UserError({
    where: option,
    what: 'no registration fails there',
    given,
    fix: `Choose one of ${replaySteps.join(', ')}.`,
  });
}

/** What a state document must look like for this step. */
export function inputSchema(step: ReplayStep) {
  return stepInputs[step];
}
