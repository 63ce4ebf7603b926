import { Command } from 'commander';
import { version } from '../package.json';
import { Session } from './aws/session';
import { adopt } from './commands/adopt';
import { deadLetters } from './commands/dead-letters';
import { discard } from './commands/discard';
import { doctor } from './commands/doctor';
import { drift } from './commands/drift';
import { executions } from './commands/executions';
import { failures } from './commands/failures';
import { forget } from './commands/forget';
import { handOver } from './commands/hand-over';
import { reconcile } from './commands/reconcile';
import { replay } from './commands/replay';
import { resync } from './commands/resync';
import { show } from './commands/show';
import { signUp } from './commands/sign-up';
import { status } from './commands/status';
import { tryVerb } from './commands/try';
import { user } from './commands/user';
import { type Action, exitCode, type ExitCode, type Handler } from './commands/verb';
import { consoleVerb } from './commands/console';
import { reportError } from './report-error';
import { addGlobalOptions, type GlobalOptions, shareGlobalOptions } from './terminal/global-options';
import { columnsOf, createTerminal, type Streams } from './terminal/terminal';
import { visible } from './terminal/visible';

const VERBS = [
  status,
  doctor,
  user,
  failures,
  show,
  replay,
  tryVerb,
  discard,
  handOver,
  deadLetters,
  executions,
  signUp,
  resync,
  drift,
  reconcile,
  forget,
  adopt,
];

/** Runs one command line. Resolves to its exit code; never rejects. */
export async function run(args: readonly string[], streams: Streams): Promise<ExitCode> {
  let ending: ExitCode = exitCode.done;
  const does =
    <Options, Argument>(action: Action<Options, Argument>): Handler =>
    async (...given: unknown[]) => {
      const command = given.at(-1) as Command;
      const options = command.optsWithGlobals<Options & GlobalOptions>();
      // The SDK looks a profile and an endpoint up in many places; their variables reach them all.
      if (options.profile !== undefined) process.env.AWS_PROFILE = options.profile;
      if (options.endpoint !== undefined) process.env.AWS_ENDPOINT_URL = options.endpoint;
      const session = new Session(options, createTerminal(streams, options));
      ending = (await action(session, options, given[0] as Argument)) ?? exitCode.done;
    };
  const program = createProgram(streams);
  for (const add of [...VERBS, consoleVerb]) add(program, does);
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
    .configureHelp(HELP)
    .showHelpAfterError('(--help shows what there is)')
    .configureOutput({
      writeOut: (text) => void stdout.write(lines(text)),
      writeErr: (text) => void stderr.write(lines(text)),
      outputError: (text, write) => write(suggestMeant(text)),
      getOutHelpWidth: () => widthOf(stdout),
      getErrHelpWidth: () => widthOf(stderr),
    })
    .exitOverride();
}

/** Help is prose: as wide as the terminal, and where there is none not wider than one. */
function widthOf(output: Streams['stdout']): number {
  return Math.min(columnsOf(output), HELP_WIDTH);
}

const HELP_WIDTH = 80;

/** Every command takes options; without saying so there is room for what they do. */
const HELP = {
  minWidthToWrap: 30,
  subcommandTerm: (command: Command) =>
    [
      command.name(),
      ...command.registeredArguments.map((each) => (each.required ? `<${each.name()}>` : `[${each.name()}]`)),
    ].join(' '),
};

const EPILOGUE = `
Start with:  npx registrar status

AWS_ENDPOINT_URL points every command at another endpoint, such as the local
cloud; printed commands repeat it. NO_COLOR turns colours off. Ids of failures
and executions may be shortened to any beginning of theirs. Tables go to stdout,
everything else to stderr.
Exit codes: 0 done, 1 your input or your access, 2 a fault of this program,
3 the command ran, and what it looked at or tried is not well (a red status,
some replays, a sign-up, a trial, a dead letter that stays).`;

/** What people type for verbs that other programs call so. */
const MEANT: Readonly<Record<string, string>> = {
  retry: 'replay',
  rerun: 'replay',
  resume: 'replay',
  redrive: 'dead-letters redrive',
  list: 'failures',
  ls: 'failures',
  health: 'status',
  find: 'user',
  search: 'user',
};

function suggestMeant(text: string): string {
  const [, given = ''] = /unknown command '([^']*)'/.exec(text) ?? [];
  const meant = MEANT[given.toLowerCase()];
  return meant === undefined
    ? text
    : text.replace(/(\n\(Did you mean [^\n]*)?\n/, `\n(Did you mean ${meant}?)\n`);
}
