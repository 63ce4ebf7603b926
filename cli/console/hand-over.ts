import type { HandOverDocument, JobDocument } from '../../console/feed/documents';
import { findRecord } from '../failures/find-record';
import { planHandOver } from '../hand-over/plan-hand-over';
import { handOverDocument } from '../hand-over/print-hand-over';
import { readBoth } from '../hand-over/read-both';
import { planHash } from '../replay/print-plan';
import { deployedDefinition } from '../replay/replay-steps';
import { commandLine } from '../terminal/printed-command';
import { type Feed, pageCommand } from './feed';
import { type PlanOrder, startPlan } from './start-plan';

/** Who would lose an address and who would get it, as `registrar hand-over` says. Throws a `UserError` where nobody could yield. */
export async function showHandOver(feed: Feed, id: string, reveal: boolean): Promise<HandOverDocument> {
  const { planned } = await planOf(feed, id);
  const { failure_id } = planned.plan.record;
  return {
    ...handOverDocument(planned, await readBoth(feed.session, planned), reveal),
    hash: planHash(planned.plan),
    command: pageCommand(feed, commandLine('hand-over', failure_id, '--reason "…" --yes')),
  };
}

/** Does it, if it still is what was shown. */
export async function handOver(feed: Feed, id: string, order: PlanOrder): Promise<JobDocument> {
  const { planned, arn } = await planOf(feed, id);
  return startPlan(feed, planned.plan, arn, order);
}

async function planOf({ session }: Feed, id: string) {
  const definition = await deployedDefinition(session);
  const record = await findRecord(session, id);
  return { planned: planHandOver(record, definition, session.now()), arn: definition.arn };
}
