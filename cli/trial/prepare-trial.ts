import type { TestStateCommandOutput } from '@aws-sdk/client-sfn';
import type { Session } from '../aws/session';
import { findRecord } from '../failures/find-record';
import { applyEdits } from '../replay/apply-edits';
import { findProblems } from '../replay/check-state';
import type { WantedEdit } from '../replay/parse-edit';
import { deployedDefinition, replayStep } from '../replay/replay-steps';
import { startingState } from '../replay/starting-state';
import { UserError } from '../terminal/user-error';
import { markPublication } from './mark-publication';
import { runTrial, type Trial } from './run-trial';

/** Which step an operator wants to try, with what. */
export interface TrialOrder {
  /** Of the failure, or a beginning of it. */
  readonly id: string;
  /** @default the one at which a replay would start */
  readonly step?: string;
  readonly edits: readonly WantedEdit[];
  /** Error that the mocked service answers with. */
  readonly error?: string;
  /** Whether the service is called. */
  readonly forReal: boolean;
}

/** Finds the record, and makes the step's input of it. Throws a `UserError` where the step cannot be started with it. */
export async function prepareTrial(session: Session, order: TrialOrder): Promise<Trial> {
  const { forReal, error } = order;
  if (forReal && error !== undefined) throw both();
  const definition = await deployedDefinition(session);
  const record = await findRecord(session, order.id);
  const step = replayStep('--step', order.step ?? record.resume_at, definition);
  const { state } = applyEdits(startingState(record, step, '--step'), step, order.edits);
  const problems = findProblems(state, step);
  if (problems.length) throw invalid(step, record.failure_id, problems);
  return { definition, record, step, state, forReal, error };
}

/** Runs it. Before an event goes out for real, the record notes that it may be out. */
export async function tryStep(session: Session, trial: Trial): Promise<TestStateCommandOutput> {
  if (trial.forReal && trial.step === 'PublishUserPersisted') await markPublication(session, trial.record);
  return runTrial(session, trial);
}

/** In a sentence, what a trial did to the world. */
export function whatWasCalled({ step, forReal, error }: Trial): string {
  if (forReal) return 'The service was called. The record stays open: only a replay closes it.';
  if (step !== 'ValidateUser' || error !== undefined)
    return 'Nothing was called. --for-real calls the service.';
  return 'The Lambda was not called: this checks only the request, and the answer is its input. --for-real validates it.';
}

function both(): UserError {
  return new UserError({
    where: '--error',
    what: 'is for a mocked service, and --for-real calls the real one',
    fix: 'Leave one of them out.',
  });
}

function invalid(step: string, given: string, problems: readonly string[]): UserError {
  return new UserError({
    where: `input of ${step}`,
    what: problems.join('; '),
    given,
    fix: 'Change it with --set path=value.',
  });
}
