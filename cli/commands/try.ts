import type { Session } from '../aws/session';
import { parseSet, parseUnset } from '../replay/parse-edit';
import { commandLine } from '../terminal/printed-command';
import { shortId } from '../terminal/short-id';
import { prepareTrial, tryStep, whatWasCalled } from '../trial/prepare-trial';
import { printTrial, trialDocument } from '../trial/print-trial';
import { collect, examples, exitCode, type ExitCode, type Verb } from './verb';

interface Options {
  readonly step?: string;
  readonly set?: readonly string[];
  readonly unset?: readonly string[];
  readonly error?: string;
  readonly forReal?: boolean;
}

/** `try`: one step alone. */
export const tryVerb: Verb = (program, does) => {
  program
    .command('try')
    .description(
      'run only the step that failed through TestState and show input, request, response and error',
    )
    .argument('<failure-id>', 'or a beginning of it')
    .option('--step <state>', 'another step')
    .option('--set <path=value>', 'change the state first; may be repeated', collect)
    .option('--unset <path>', 'remove a member of the state first; may be repeated', collect)
    .option('--error <name>', 'let the mocked service answer with this error, to see who handles it')
    .option('--for-real', 'call the real service instead of a mock')
    .addHelpText('after', examples('try 0b9d2f3e', 'try 0b9d2f3e --error RdsData.DatabaseResumingException'))
    .action(does(tryOne));
};

/** Runs one step by itself: with a mock it shows what would be sent; for real it sends it. */
async function tryOne(session: Session, options: Options, id: string): Promise<ExitCode> {
  const { terminal } = session;
  const { reveal } = session.options;
  const { step, set = [], unset = [], error, forReal = false } = options;
  const edits = [...set.map(parseSet), ...unset.map(parseUnset)];
  const trial = await prepareTrial(session, { id, step, edits, error, forReal });
  const result = await tryStep(session, trial);
  terminal.answer(
    () => printTrial(trial, result, terminal.colours, reveal),
    () => trialDocument(trial, result, reveal),
  );
  terminal.say(whatWasCalled(trial));
  terminal.next(commandLine('replay', shortId(trial.record.failure_id, terminal), '--dry-run'));
  return result.status === 'SUCCEEDED' || error !== undefined ? exitCode.done : exitCode.unsuccessful;
}
