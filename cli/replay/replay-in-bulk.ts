import { explainBriefly } from '../aws/explain-error';
import type { Session } from '../aws/session';
import type { FailureRecord } from '../failures/failure-record';
import { readRecord } from '../failures/failure-table';
import { startProgress } from '../terminal/progress';
import { ConflictError, UserError } from '../terminal/user-error';
import { type BulkResult, isFailure } from './bulk-result';
import { makePlan } from './plan';
import type { DeployedDefinition } from './replay-steps';
import { runBounded } from './run-bounded';
import { type ReplayOrder, runReplay } from './run-replay';

export interface BulkOrder {
  readonly order: ReplayOrder;
  readonly definition: DeployedDefinition;
  readonly from?: string;
  readonly concurrency: number;
  readonly rate: number;
  readonly keepGoing: boolean;
}

/** Replays one record, and the rest if that went well. Ctrl-C and the first failure let those under way end. */
export async function replayInBulk(
  session: Session,
  records: readonly FailureRecord[],
  bulk: BulkOrder,
): Promise<BulkResult[]> {
  const { terminal } = session;
  const stop = new AbortController();
  const results: BulkResult[] = [];
  const progress = startProgress(terminal, records.length, 'replayed');
  const one = async (record: FailureRecord) => {
    const result = await replayRecord(session, record.failure_id, bulk);
    results.push(result);
    progress.advance();
    if (isFailure(result) && !bulk.keepGoing) stop.abort();
  };
  const interrupt = () => {
    terminal.say('Waiting for those under way; Ctrl-C again does not.');
    stop.abort();
  };
  process.once('SIGINT', interrupt);
  try {
    await runBounded(records.slice(0, 1), { concurrency: 1, rate: bulk.rate, stop: stop.signal }, one);
    await runBounded(records.slice(1), { ...bulk, stop: stop.signal }, one);
    return results;
  } finally {
    process.off('SIGINT', interrupt);
    progress.end();
  }
}

/** One record as it is now; since it was listed it may have been replayed by somebody else. */
export async function replayRecord(
  session: Session,
  failureId: string,
  bulk: Pick<BulkOrder, 'from' | 'order' | 'definition'>,
): Promise<BulkResult> {
  try {
    const record = await readRecord(session, failureId);
    if (!record || (record.status !== 'open' && record.status !== 'replaying'))
      return { failureId, outcome: 'skipped', error: record?.status ?? 'gone' };
    const plan = makePlan(record, { from: bulk.from, edits: [] }, bulk.definition, session.now());
    const { outcome, failedStep, error, executionArn, failure } = await runReplay(session, plan, bulk.order);
    const why = explainBriefly(failure, session.options) ?? error;
    return { failureId, outcome, failedStep, error: why, executionArn };
  } catch (error) {
    if (error instanceof ConflictError) return { failureId, outcome: 'skipped', error: error.message };
    if (error instanceof UserError) return { failureId, outcome: 'refused', error: error.complaint.what };
    throw error;
  }
}
