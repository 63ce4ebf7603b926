import { Command } from 'commander';
import { version } from '../package.json';
import { Session } from './aws/session';
import { adopt } from './commands/adopt';
import { deadLetters } from './commands/dead-letters';
import { discard } from './commands/discard';
import { executions } from './commands/executions';
import { failures } from './commands/failures';
import { replay } from './commands/replay';
import { resync } from './commands/resync';
import { show } from './commands/show';
import { signUp } from './commands/sign-up';
import { tryStep } from './commands/try';
import { type Action, exitCode, type ExitCode, type Handler } from './commands/verb';
import { reportError } from './report-error';
import { addGlobalOptions, type GlobalOptions, shareGlobalOptions } from './terminal/global-options';
import { createTerminal, type Streams } from './terminal/terminal';
import { visible } from './terminal/visible';

const VERBS = [failures, show, replay, tryStep, discard, deadLetters, executions, signUp, resync, adopt];

/** Runs one command line. Resolves to its exit code; never rejects. */
export async function run(args: readonly string[], streams: Streams): Promise<ExitCode> {
  let ending: ExitCode = exitCode.done;
  const does =
    <Options, Argument>(action: Action<Options, Argument>): Handler =>
    async (...given: unknown[]) => {
      const command = given.at(-1) as Command;
      const options = command.optsWithGlobals<Options & GlobalOptions>();
      // The SDK looks a profile up in many places; its variable reaches them all.
      if (options.profile !== undefined) process.env.AWS_PROFILE = options.profile;
      const session = new Session(options, createTerminal(streams, options));
      ending = (await action(session, options, given[0] as Argument)) ?? exitCode.done;
    };
  const program = createProgram(streams);
  for (const add of VERBS) add(program, does);
  shareGlobalOptions(program);
  try {
    await program.parseAsync(args, { from: 'user' });
    return ending;
  } catch (error) {
    const options = program.opts<GlobalOptions>();
    return reportError(error, options, createTerminal(streams, options));
  }
}

function createProgram({ stdout, stderr }: Streams): Command {
  const lines = (text: string) => text.split('\n').map(visible).join('\n');
  return addGlobalOptions(new Command('registrar'))
    .description(
      'Shows, mends and replays user registrations that failed. Nothing is lost while you read: each is a record here.',
    )
    .version(version, '--version', 'print the version of this program')
    .addHelpText('after', EPILOGUE)
    .showHelpAfterError('(--help shows what there is)')
    .configureOutput({
      writeOut: (text) => void stdout.write(lines(text)),
      writeErr: (text) => void stderr.write(lines(text)),
    })
    .exitOverride();
}

const EPILOGUE = `
Start with:  npx registrar failures

AWS_ENDPOINT_URL points every command at another endpoint, such as the local cloud; NO_COLOR turns colours off.
Tables go to stdout, everything else to stderr.
Exit codes: 0 done, 1 your input or your access, 2 a fault of this program, 3 the command ran, and what it tried did not
succeed (some replays, a sign-up, a trial, a dead letter that stays).`;
