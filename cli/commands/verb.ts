import type { Command } from 'commander';
import type { Session } from '../aws/session';

/** How a command ended, for the shell; `--help` explains them. */
export const exitCode = {
  done: 0,
  userError: 1,
  crash: 2,
  /** The command ran, and what it tried did not succeed: some replays, a sign-up, a trial, a dead letter. */
  unsuccessful: 3,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** What a verb does, with one run's session. Resolves to its exit code; rejects with what `reportError` explains. */
export type Action<Options, Argument = undefined> = (
  session: Session,
  options: Options,
  argument: Argument,
) => Promise<ExitCode | void>;

/** What commander calls. */
export type Handler = (...args: unknown[]) => Promise<void>;

/** Adds a verb to a program: its description, options and examples, and what it does. */
export type Verb = (
  program: Command,
  does: <Options, Argument>(action: Action<Options, Argument>) => Handler,
) => void;

/** Command lines for the end of a verb's help. */
export function examples(...commands: readonly string[]): string {
  return ['', 'Examples:', ...commands.map((command) => `  npx registrar ${command}`)].join('\n');
}

/** Collects an option that may be given several times. */
export function collect(value: string, all: readonly string[] = []): string[] {
  return [...all, value];
}
