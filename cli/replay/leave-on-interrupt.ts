import type { Session } from '../aws/session';

/** What a shell answers for a program that Ctrl-C ended. */
const INTERRUPTED = 130;

/** Where an execution's end is found by who does not wait for it: in words, and the command. */
export interface Waiting {
  readonly told: string;
  readonly next: string;
}

/** Waits for an execution. Ctrl-C ends the waiting, not the execution, and says where its end will be found. */
export async function leaveOnInterrupt<Result>(
  { terminal }: Session,
  { told, next }: Waiting,
  execution: Promise<Result>,
): Promise<Result> {
  const leave = () => {
    terminal.say(`Not waiting any longer. The execution goes on; ${told}.`);
    terminal.next(next);
    process.exit(INTERRUPTED);
  };
  process.once('SIGINT', leave);
  try {
    return await execution;
  } finally {
    process.off('SIGINT', leave);
  }
}
