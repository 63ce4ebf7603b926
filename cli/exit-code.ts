/** How a command ended, for the shell; `--help` explains them. */
export const exitCode = {
  done: 0,
  userError: 1,
  crash: 2,
  someReplaysFailed: 3,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
