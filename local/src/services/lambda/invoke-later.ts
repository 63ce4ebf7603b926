import type { CloudContext } from '../../kernel/cloud-context';
import type { FunctionRunner } from './function-runner';
import type { InvocationRequest } from './run-invocation';

export type InvokeLater = (request: InvocationRequest) => void;

/** Waits before the second and third attempt when the function fails (Lambda guide, "How Lambda handles errors and retries with asynchronous invocation"). */
const RETRY_AFTER_MS = [60_000, 120_000];
/** A throttled event goes back to the queue, from 1 s to 5 min later, for up to 6 h (same page). */
const THROTTLED_FIRST_MS = 1000;
const THROTTLED_MOST_MS = 5 * 60_000;
const LARGEST_AGE_MS = 6 * 60 * 60_000;

/**
 * Lambda's queue of asynchronous invocations, in memory: an event is tried three times under one request id and then dropped
 * with a line to the terminal. It does not survive a restart.
 */
export function invokeLater(context: CloudContext, run: FunctionRunner, signal: AbortSignal): InvokeLater {
  return (request) =>
    void attempts(context, run, request, signal).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
}

async function attempts(
  context: CloudContext,
  run: FunctionRunner,
  request: InvocationRequest,
  signal: AbortSignal,
): Promise<void> {
  const accepted = context.clock.now();
  for (const wait of [...RETRY_AFTER_MS, undefined]) {
    const failed = await untilNotThrottled(context, run, request, accepted, signal);
    if (!failed) return;
    if (wait !== undefined) await context.clock.sleep(wait, signal);
  }
  context.log(
    `lambda: ${request.lambda.name} failed three times; the event of request ${request.requestId} is dropped.`,
  );
}

async function untilNotThrottled(
  context: CloudContext,
  run: FunctionRunner,
  request: InvocationRequest,
  accepted: number,
  signal: AbortSignal,
): Promise<boolean> {
  for (let wait = THROTTLED_FIRST_MS; ; wait = Math.min(2 * wait, THROTTLED_MOST_MS)) {
    const result = await run(request).catch(() => undefined);
    if (result) return result.failed;
    if (context.clock.now() - accepted > LARGEST_AGE_MS) return true;
    await context.clock.sleep(wait, signal);
  }
}
