import { SFNClient, StartSyncExecutionCommand } from '@aws-sdk/client-sfn';
import { hasOwnEndpoint } from '../aws/aws-config';
import { isUnreadable } from '../aws/failed-operation';
import type { Session } from '../aws/session';
import type { ReplayOutcome } from '../failures/failure-record';
import type { StateDocument } from '../failures/record-state';
import type { ReplayStep } from './replay-steps';

/** Where and with what an execution starts. */
export interface Start {
  readonly stateMachineArn: string;
  /** The log of an execution whose answer is lost is found by this name. */
  readonly name: string;
  readonly resumeAt: ReplayStep;
  readonly state: StateDocument;
}

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

/** Starts the deployed workflow at a step and waits for its end. Never rejects: every failure is an ending. */
export async function startExecution(
  session: Session,
  { stateMachineArn, name, resumeAt, state }: Start,
): Promise<Ended> {
  const input = JSON.stringify([{ resume_at: resumeAt, state }]);
  const command = new StartSyncExecutionCommand({ stateMachineArn, name, input });
  try {
    const { status, output, executionArn, error, cause } = await session.client(SyncClient).send(command);
    if (status !== 'SUCCEEDED') return { outcome: 'failed', executionArn, error: error ?? status, cause };
    return { executionArn, ...readOutput(output) };
  } catch (failure) {
    return { outcome: wasRefused(failure) ? 'not_started' : 'unknown', failure, error: nameOf(failure) };
  }
}

/**
 * For the calls that last as long as what they run. One call is one execution: the SDK must not start another because an answer was
 * slow. `sync-` is put before their host, which an endpoint of one's own does not have.
 */
export class SyncClient extends SFNClient {
  constructor(config: object) {
    super({
      ...config,
      maxAttempts: 1,
      disableHostPrefix: hasOwnEndpoint(process.env),
      requestHandler: { connectionTimeout: 5_000, requestTimeout: PATIENCE, throwOnRequestTimeout: true },
    });
  }
}

/** Is the registration brought to its good end? */
export function hasSucceeded({ outcome }: Pick<Ended, 'outcome'>): boolean {
  return outcome === 'registered' || outcome === 'duplicate';
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
