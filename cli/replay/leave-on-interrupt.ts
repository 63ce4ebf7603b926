import type { Session } from '../session';

/** What a shell answers for a program that Ctrl-C ended. */
const INTERRUPTED = 130;

/** Waits for a replay. Ctrl-C ends the waiting, not the execution, and says so. */
export async function leaveOnInterrupt<Result>(
  { terminal }: Session,
  failureId: string,
  replay: Promise<Result>,
): Promise<Result> {
  const leave = () => {
    terminal.say('Not waiting any longer. The execution goes on; the record will say how it ended.');
    terminal.next(`show ${failureId}`);
    process.exit(INTERRUPTED);
  };
  process.once('SIGINT', leave);
  try {
    return await replay;
  } finally {
    process.off('SIGINT', leave);
  }
}
