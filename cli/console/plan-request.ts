import type { PlanDocument, PlanRequest } from '../../console/feed/documents';
import { findRecord } from '../failures/find-record';
import { makePlan, type Plan } from '../replay/plan';
import { planDocument } from '../replay/print-plan';
import { type DeployedDefinition, deployedDefinition, replayStep } from '../replay/replay-steps';
import { startingState } from '../replay/starting-state';
import { mask } from '../terminal/mask';
import { commandLine } from '../terminal/printed-command';
import { editWords, readRequest, toEdit } from './edit-request';
import { type Feed, pageCommand } from './feed';

/** A plan and what it was made of. */
export interface Made {
  readonly plan: Plan;
  readonly definition: DeployedDefinition;
}

/** Makes the plan that the command line would make of the same choices. Throws a `UserError` where no replay is possible. */
export async function planOf({ session }: Feed, asked: unknown): Promise<Made> {
  const { id, from, edits } = readRequest(asked);
  const definition = await deployedDefinition(session);
  const record = await findRecord(session, id);
  const choice = { from, edits: edits.map(toEdit) };
  return { plan: makePlan(record, choice, definition, session.now()), definition };
}

/** The plan as `registrar replay --dry-run --json` prints it, with what it changes and the same as a command. */
export async function showPlan(feed: Feed, asked: unknown, reveal: boolean): Promise<PlanDocument> {
  const { plan, definition } = await planOf(feed, asked);
  const before = startingState(plan.record, replayStep('--from', plan.from, definition));
  return {
    plan: planDocument(plan, reveal) as PlanDocument['plan'],
    before: reveal ? before : mask(before),
    command: pageCommand(feed, commandOf(plan, readRequest(asked), reveal)),
  };
}

function commandOf({ record, from }: Plan, { edits }: PlanRequest, reveal: boolean): string {
  const words = [
    ...(from === record.resume_at ? [] : ['--from', from]),
    ...editWords(edits, reveal),
    '--reason "…"',
  ];
  return commandLine('replay', record.failure_id, ...words);
}
