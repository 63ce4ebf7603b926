import { CommanderError } from 'commander';
import { explainError } from './aws/explain-error';
import { exitCode, type ExitCode } from './commands/verb';
import type { GlobalOptions } from './terminal/global-options';
import { maskText } from './terminal/mask';
import { atSamePlace } from './terminal/printed-command';
import type { Terminal } from './terminal/terminal';
import { UserError } from './terminal/user-error';

/** Says what went wrong, with `--json` as a document too, and answers the exit code. */
export function reportError(error: unknown, options: GlobalOptions, terminal: Terminal): ExitCode {
  if (error instanceof CommanderError) return reportUsage(error, terminal);
  const complaint = explainError(error, options)?.complaint;
  if (complaint) {
    const explained = new UserError({ ...complaint, fix: atSamePlace(complaint.fix, options) });
    terminal.fail([`error: ${explained.message}`], explained.complaint);
    return exitCode.userError;
  }
  const { message, stack = message } = error instanceof Error ? error : new Error(String(error));
  const what = options.reveal ? message : maskText(message);
  const lines = stack.replace(message, () => what).split('\n');
  terminal.fail(['This is a fault of registrar itself:', ...lines], { where: 'registrar', what });
  return exitCode.crash;
}

/** Commander throws after it has written to stderr what it has to say; help and version are no errors. */
function reportUsage({ code, exitCode: wanted, message }: CommanderError, terminal: Terminal): ExitCode {
  if (wanted === 0) return exitCode.done;
  const what = code === 'commander.help' ? 'no command is given' : message.replace(/^error: /, '');
  terminal.fail([], { where: 'command line', what, fix: '--help shows what there is.' });
  return exitCode.userError;
}
