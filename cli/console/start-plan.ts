import type { JobDocument } from '../../console/feed/documents';
import { explainBriefly } from '../aws/explain-error';
import type { Plan } from '../replay/plan';
import { refuseOtherPlan } from '../replay/print-plan';
import { type ReplayOrder, runReplay } from '../replay/run-replay';
import { checkReason } from '../terminal/parse-option';
import type { Feed } from './feed';

/** What the page sends along with a plan that it has shown. */
export interface PlanOrder {
  readonly hash?: unknown;
  readonly reason?: unknown;
}

/** Runs a plan that was shown, if it still is what would be done now. Throws a `ConflictError` when it is not. */
export async function startPlan(
  feed: Feed,
  plan: Plan,
  stateMachineArn: string,
  { hash, reason }: PlanOrder,
): Promise<JobDocument> {
  const { session, jobs } = feed;
  refuseOtherPlan(plan, hash);
  const order = await orderOf(feed, reason, stateMachineArn);
  return jobs.start([plan.record.failure_id], async (failureId) => {
    const { outcome, failedStep, error, executionArn, failure } = await runReplay(session, plan, order);
    const why = explainBriefly(failure, session.options) ?? error;
    return { failureId, outcome, failedStep, error: why, executionArn };
  });
}

/** Who replays, and why. Throws a `UserError` without a reason. */
export async function orderOf(
  { session }: Feed,
  reason: unknown,
  stateMachineArn: string,
): Promise<ReplayOrder> {
  checkReason(reason as string | undefined);
  return { by: await session.operator(), reason: reason as string, stateMachineArn };
}
