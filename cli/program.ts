import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { exitCode, type ExitCode } from './exit-code';
import { reportError } from './report-error';
import { Session, type GlobalOptions } from './session';
import { createTerminal, type Streams } from './terminal';
import { addDeadLetters } from './commands/dead-letters.command';
import { addDiscard } from './commands/discard.command';
import { addExecutions } from './commands/executions.command';
import { addFailures } from './commands/failures.command';
import { addReplay } from './commands/replay.command';
import { addShow } from './commands/show.command';
import { addSignUp } from './commands/sign-up.command';
import { addTry } from './commands/try.command';

/** Runs a command with its session and answers the exit code. */
export type Action<Options, Argument = undefined> = (
  session: Session,
  options: Options,
  argument: Argument,
) => Promise<ExitCode | void>;

/** Gives a command its action, which is loaded only when it is run: every SDK client costs start-up time. */
export type Adder = (program: Command, does: <O, A>(load: () => Promise<Action<O, A>>) => Handler) => void;

type Handler = (...args: unknown[]) => Promise<void>;

const COMMANDS: readonly Adder[] = [
  addFailures,
  addShow,
  addReplay,
  addTry,
  addDiscard,
  addDeadLetters,
  addExecutions,
  addSignUp,
];

/** Runs one command line. Resolves to its exit code; never rejects. */
export async function run(args: readonly string[], streams: Streams): Promise<ExitCode> {
  const ending: { code: ExitCode } = { code: exitCode.done };
  const program = createProgram(streams, ending);
  try {
    await program.parseAsync(args, { from: 'user' });
    return ending.code;
  } catch (error) {
    return reportError(error, program.opts(), streams);
  }
}

function createProgram(streams: Streams, ending: { code: ExitCode }): Command {
  const program = new Command('registrar')
    .description(
      'Shows, mends and replays user registrations that failed. Nothing is lost while you read: each is a record here.',
    )
    .addOption(
      new Option('--stack <name>', 'stack to work on').default('UserRegistration').env('REGISTRAR_STACK'),
    )
    .option('--region <region>', 'AWS region, else AWS_REGION')
    .option('--profile <name>', 'AWS profile, else AWS_PROFILE')
    .option('--json', 'one JSON document on stdout')
    .option('--reveal', 'show e-mail addresses, phone numbers and names, which are masked otherwise')
    .version(readVersion(), '--version', 'print the version of this program')
    .addHelpText('after', EPILOGUE)
    .showHelpAfterError('(--help shows what there is)')
    .configureOutput({
      writeOut: (text) => void streams.stdout.write(text),
      writeErr: (text) => void streams.stderr.write(text),
    })
    .exitOverride();
  const does = <O, A>(load: () => Promise<Action<O, A>>): Handler => {
    return async (...args: unknown[]) => {
      const command = args.at(-1) as Command;
      const options = command.optsWithGlobals<O & GlobalOptions>();
      // The SDK looks a profile up in many places; its variable reaches them all.
      if (options.profile !== undefined) process.env.AWS_PROFILE = options.profile;
      const session = new Session(options, createTerminal(streams, options));
      const action = await load();
      ending.code = (await action(session, options, args[0] as A)) ?? exitCode.done;
    };
  };
  for (const add of COMMANDS) add(program, does);
  shareSettings(program);
  return program;
}

/** Global options may stand behind the command as well, and every command's help shows them. */
function shareSettings(program: Command): void {
  for (const command of program.commands) {
    command.copyInheritedSettings(program).configureHelp({ showGlobalOptions: true });
    shareSettings(command);
  }
}

const EPILOGUE = `
Start with:  npx registrar failures

AWS_ENDPOINT_URL points every command at another endpoint, such as the local cloud; NO_COLOR turns colours off.
Tables go to stdout, everything else to stderr.
Exit codes: 0 done, 1 your input or your access, 2 a fault of this program, 3 the command ran, and what it tried did not
succeed (some replays, a sign-up, a trial, a dead letter that stays).`;

function readVersion(): string {
  const description = readFileSync(join(__dirname, '../package.json'), 'utf8');
  return (JSON.parse(description) as { version: string }).version;
}
