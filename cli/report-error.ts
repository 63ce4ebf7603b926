import { CommanderError } from 'commander';
import { exitCode, type ExitCode } from './exit-code';
import { explainError } from './explain-error';
import { atSamePlace } from './same-place';
import type { GlobalOptions } from './session';
import type { Streams } from './terminal';
import { UserError } from './user-error';

/** Says what went wrong, with `--json` as a document too, and answers the exit code. */
export function reportError(error: unknown, options: GlobalOptions, streams: Streams): ExitCode {
  if (error instanceof CommanderError) return reportUsage(error, options, streams);
  const explained = explain(error, options);
  if (options.json)
    writeDocument(
      explained?.complaint ?? {
        where: 'registrar',
        what: error instanceof Error ? error.message : String(error),
      },
      streams,
    );
  streams.stderr.write(
    explained
      ? `error: ${explained.message}\n`
      : `This is a fault of registrar itself:\n${error instanceof Error ? error.stack : String(error)}\n`,
  );
  return explained ? exitCode.userError : exitCode.crash;
}

function explain(error: unknown, options: GlobalOptions): UserError | undefined {
  const complaint = explainError(error, options)?.complaint;
  return complaint && new UserError({ ...complaint, fix: atSamePlace(complaint.fix, options) });
}

/** Commander throws after it has written to stderr what it has to say; help and version are no errors. */
function reportUsage(
  { code, exitCode: wanted, message }: CommanderError,
  { json }: GlobalOptions,
  streams: Streams,
): ExitCode {
  if (wanted === 0) return exitCode.done;
  const what = code === 'commander.help' ? 'no command is given' : message.replace(/^error: /, '');
  if (json) writeDocument({ where: 'command line', what, fix: '--help shows what there is.' }, streams);
  return exitCode.userError;
}

function writeDocument(error: object, { stdout }: Streams): void {
  stdout.write(`${JSON.stringify({ error }, undefined, 2)}\n`);
}
