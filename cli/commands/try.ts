import type { Session } from '../aws/session';
import { findRecord } from '../failures/find-record';
import { applyEdits } from '../replay/apply-edits';
import { findProblems } from '../replay/check-state';
import { parseSet } from '../replay/parse-edit';
import { deployedDefinition, replayStep } from '../replay/replay-steps';
import { startingState } from '../replay/starting-state';
import { commandLine } from '../terminal/printed-command';
import { shortId } from '../terminal/short-id';
import { UserError } from '../terminal/user-error';
import { markPublication } from '../trial/mark-publication';
import { printTrial, trialDocument } from '../trial/print-trial';
import { runTrial, type Trial } from '../trial/run-trial';
import { collect, examples, exitCode, type ExitCode, type Verb } from './verb';

interface Options {
  readonly step?: string;
  readonly set?: readonly string[];
  readonly error?: string;
  readonly forReal?: boolean;
}

/** `try`: one step alone. */
export const tryStep: Verb = (program, does) => {
  program
    .command('try')
    .description(
      'run only the step that failed through TestState and show input, request, response and error',
    )
    .argument('<failure-id>', 'or a beginning of it')
    .option('--step <state>', 'another step')
    .option('--set <path=value>', 'change the state first; may be repeated', collect)
    .option('--error <name>', 'let the mocked service answer with this error, to see who handles it')
    .option('--for-real', 'call the real service instead of a mock')
    .addHelpText('after', examples('try 0b9d2f3e', 'try 0b9d2f3e --error RdsData.DatabaseResumingException'))
    .action(does(tryOne));
};

/** Runs one step by itself: with a mock it shows what would be sent; for real it sends it. */
async function tryOne(session: Session, options: Options, id: string): Promise<ExitCode> {
  const { terminal } = session;
  const { reveal } = session.options;
  const trial = await prepare(session, options, id);
  if (options.forReal && trial.step === 'PublishUserPersisted') await markPublication(session, trial.record);
  const result = await runTrial(session, trial);
  terminal.answer(
    () => printTrial(trial, result, terminal.colours, reveal),
    () => trialDocument(trial, result, reveal),
  );
  terminal.say(whatWasCalled(trial));
  terminal.next(commandLine('replay', shortId(trial.record.failure_id, terminal), '--dry-run'));
  return result.status === 'SUCCEEDED' || options.error !== undefined ? exitCode.done : exitCode.unsuccessful;
}

async function prepare(session: Session, options: Options, id: string): Promise<Trial> {
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
  const recorded = startingState(record, step, '--step');
  const { state } = applyEdits(recorded, step, (options.set ?? []).map(parseSet));
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

function whatWasCalled({ step, forReal, error }: Trial): string {
  if (forReal) return 'The service was called. The record stays open: only a replay closes it.';
  if (step !== 'ValidateUser' || error !== undefined)
    return 'Nothing was called. --for-real calls the service.';
  return 'The Lambda was not called: this checks only the request, and the answer is its input. --for-real validates it.';
}
