import { SFNClient, StartSyncExecutionCommand } from '@aws-sdk/client-sfn';
import { hasOwnEndpoint } from '../aws-config';
import { isUnreadable } from '../failed-operation';
import type { Replay, ReplayOutcome } from '../failures/failure-record';
import type { Session } from '../session';
import type { Plan } from './plan';

/** How an execution ended for the one who started it. */
export interface Ended {
  readonly outcome: ReplayOutcome;
  readonly executionArn?: string;
  readonly failedStep?: string;
  readonly error?: string;
  readonly cause?: string;
  /** Why it was not started, or why its answer is missing. */
  readonly failure?: unknown;
}

/** Longer than the workflow's time-out of 295 s, shorter than the lease. */
export const PATIENCE = 300_000;

/** Starts the deployed workflow at the plan's step and waits for its end. Never rejects: every failure is an ending. */
export async function startReplay(
  session: Session,
  stateMachineArn: string,
  { from, state, record }: Plan,
  { replay_id, by, at, reason }: Replay,
): Promise<Ended> {
  const replay = { failure_id: record.failure_id, replay_id, by, at, reason };
  const command = new StartSyncExecutionCommand({
    stateMachineArn,
    // The log of an execution whose answer is lost is found by this name.
    name: executionName(replay_id),
    input: JSON.stringify([{ resume_at: from, state, replay }]),
  });
  try {
    const { status, output, executionArn, error, cause } = await session.client(SyncClient).send(command);
    if (status !== 'SUCCEEDED') return { outcome: 'failed', executionArn, error: error ?? status, cause };
    return { executionArn, ...readOutput(output) };
  } catch (failure) {
    return { outcome: wasRefused(failure) ? 'not_started' : 'unknown', failure, error: nameOf(failure) };
  }
}

/** Name of the execution of a replay. */
function executionName(replayId: string): string {
  return `replay-${replayId}`;
}

/** One replay is one execution: the SDK must not start another because an answer was slow. */
class SyncClient extends SFNClient {
  constructor(config: object) {
    super({
      ...config,
      maxAttempts: 1,
      disableHostPrefix: hasOwnEndpoint(process.env),
      requestHandler: { connectionTimeout: 5_000, requestTimeout: PATIENCE, throwOnRequestTimeout: true },
    });
  }
}

function readOutput(output = '{}'): Omit<Ended, 'executionArn'> {
  const document = JSON.parse(output) as Record<string, string | undefined>;
  return {
    outcome: (document.outcome ?? 'failed') as ReplayOutcome,
    failedStep: document.failed_step,
    error: document.error,
    cause: document.cause,
  };
}

/** Refused with a 4xx, not implemented there, or never reached: nothing runs. In every other case something may. */
function wasRefused(failure: unknown): boolean {
  const { $metadata, code } = failure as { $metadata?: { httpStatusCode?: number }; code?: string };
  const status = $metadata?.httpStatusCode ?? 0;
  return (
    (status >= 400 && status < 500) ||
    status === 501 ||
    /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN)$/.test(code ?? '')
  );
}

function nameOf(failure: unknown): string {
  if (!(failure instanceof Error)) return 'Error';
  return isUnreadable(failure) ? 'UnreadableAnswer' : failure.name;
}
