import { exitCode, type ExitCode } from '../exit-code';
import { findRecord } from '../failures/find-record';
import { applyEdits } from '../replay/apply-edits';
import { findProblems } from '../replay/check-state';
import { deployedDefinition } from '../replay/deployed-definition';
import { parseSet } from '../replay/parse-edit';
import { replayStep } from '../replay/replay-steps';
import { startingState } from '../replay/starting-state';
import type { Session } from '../session';
import { markPublication } from '../trial/mark-publication';
import { printTrial, trialDocument } from '../trial/print-trial';
import { runTrial, type Trial } from '../trial/run-trial';
import { UserError } from '../user-error';

export interface TryOptions {
  readonly step?: string;
  readonly set?: readonly string[];
  readonly error?: string;
  readonly forReal?: boolean;
}

/** Runs one step by itself: with a mock it shows what would be sent; for real it sends it. */
export async function tryStep(session: Session, options: TryOptions, id: string): Promise<ExitCode> {
  const { terminal } = session;
  const { reveal } = session.options;
  const trial = await prepare(session, options, id);
  if (options.forReal && trial.step === 'PublishUserPersisted') await markPublication(session, trial.record);
  const result = await runTrial(session, trial);
  terminal.answer(
    () => printTrial(trial, result, terminal.colours, reveal),
    () => trialDocument(trial, result, reveal),
  );
  const { failure_id } = trial.record;
  terminal.say(whatWasCalled(trial));
  terminal.next(`replay ${failure_id} --dry-run`);
  return result.status === 'SUCCEEDED' || options.error !== undefined ? exitCode.done : exitCode.unsuccessful;
}

function whatWasCalled({ step, forReal, error }: Trial): string {
  if (forReal) return 'The service was called. The record stays open: only a replay closes it.';
  if (step !== 'ValidateUser' || error !== undefined)
    return 'Nothing was called. --for-real calls the service.';
  return 'The Lambda was not called: this checks only the request, and the answer is its input. --for-real validates it.';
}

async function prepare(session: Session, options: TryOptions, id: string): Promise<Trial> {
  const { forReal = false, error } = options;
  if (forReal && error !== undefined)
    throw new UserError({
      where: '--error',
      what: 'is for a mocked service, and --for-real calls the real one',
      fix: 'Leave one of them out.',
    });
  const definition = await deployedDefinition(session);
  const record = await findRecord(session, id);
  const step = replayStep('--step', options.step ?? record.resume_at, definition);
  const { state } = applyEdits(
    startingState(record, step, '--step'),
    step,
    (options.set ?? []).map(parseSet),
  );
  const problems = findProblems(state, step);
  if (problems.length)
    throw new UserError({
      where: `input of ${step}`,
      what: problems.join('; '),
      given: record.failure_id,
      fix: 'Change it with --set path=value.',
    });
  return { definition, record, step, state, forReal, error };
}
