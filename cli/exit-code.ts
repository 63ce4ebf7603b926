/** How a command ended, for the shell; `--help` explains them. */
export const exitCode = {
  done: 0,
  userError: 1,
  crash: 2,
  /** The command ran, and what it tried did not succeed: some replays, a sign-up, a trial, a dead letter. */
  unsuccessful: 3,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
