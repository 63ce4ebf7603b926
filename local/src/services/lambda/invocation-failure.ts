import type { Ending } from './execution-environment';

/** An invocation that the runtime did not answer itself, in Lambda's words ("Troubleshoot invocation issues in Lambda"). */
export interface InvocationFailure {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly status: 'error' | 'timeout';
  /** What stands in the function's log. */
  readonly logLine: string;
}

export function invocationFailure(
  ending: Ending,
  requestId: string,
  timeoutSeconds: number,
  time: Date,
): InvocationFailure {
  if (ending.type === 'timeout') return timedOut(requestId, timeoutSeconds, time);
  if (ending.type === 'outOfMemory')
    return exited(requestId, 'Runtime.OutOfMemory', ' with error: signal: killed');
  return exited(requestId, 'Runtime.ExitError', exitReason(ending));
}

function timedOut(requestId: string, timeoutSeconds: number, time: Date): InvocationFailure {
  const words = `Task timed out after ${timeoutSeconds.toFixed(2)} seconds`;
  return {
    errorType: 'Sandbox.Timedout',
    errorMessage: `RequestId: ${requestId} Error: ${words}`,
    status: 'timeout',
    logLine: `${time.toISOString()} ${requestId} ${words}\n`,
  };
}

function exited(requestId: string, errorType: string, reason: string): InvocationFailure {
  const errorMessage = `RequestId: ${requestId} Error: Runtime exited${reason}`;
  return { errorType, errorMessage, status: 'error', logLine: `${errorMessage}\n${errorType}` };
}

const SIGNALS: Record<string, string> = {
  SIGABRT: 'aborted',
  SIGKILL: 'killed',
  SIGSEGV: 'segmentation fault',
};

function exitReason(ending: Ending): string {
  if (ending.type !== 'exit') return ' without providing a reason';
  if (ending.signal) return ` with error: signal: ${SIGNALS[ending.signal] ?? ending.signal.toLowerCase()}`;
  return ending.code ? ` with error: exit status ${ending.code}` : ' without providing a reason';
}
