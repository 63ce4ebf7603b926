import type { EditRequest, PlanDocument, PlanRequest } from '../../console/feed/documents';
import { findRecord } from '../failures/find-record';
import type { WantedEdit } from '../replay/parse-edit';
import { makePlan, type Plan } from '../replay/plan';
import { planDocument } from '../replay/print-plan';
import { type DeployedDefinition, deployedDefinition, replayStep } from '../replay/replay-steps';
import { startingState } from '../replay/starting-state';
import { mask } from '../terminal/mask';
import { commandLine, shellWord } from '../terminal/printed-command';
import { UserError } from '../terminal/user-error';
import type { Feed } from './feed';

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
    command: commandOf(feed, plan, readRequest(asked), reveal),
  };
}

function commandOf({ about }: Feed, { record, from }: Plan, { edits }: PlanRequest, reveal: boolean): string {
  const words = [
    ...(from === record.resume_at ? [] : ['--from', from]),
    ...edits.flatMap(({ path, value, remove }) =>
      remove
        ? ['--unset', shellWord(path)]
        : ['--set', shellWord(`${path}=${reveal ? JSON.stringify(value) : '…'}`)],
    ),
    '--reason "…"',
  ];
  const options = about.commandOptions && ` ${about.commandOptions}`;
  return `npx registrar${options} ${commandLine('replay', record.failure_id, ...words)}`;
}

function toEdit({ path, value, remove = false }: EditRequest): WantedEdit {
  const segments = path.split('.');
  if (segments.includes('')) throw malformed();
  return { path: segments, value, remove };
}

function readRequest(asked: unknown): PlanRequest {
  const { id, from, edits = [] } = asked as Partial<PlanRequest>;
  const isWell =
    typeof id === 'string' && (from === undefined || typeof from === 'string') && Array.isArray(edits);
  if (isWell && edits.every((edit) => typeof (edit as Partial<EditRequest>).path === 'string'))
    return { id, from, edits };
  throw malformed();
}

function malformed(): UserError {
  return new UserError({
    where: 'plan',
    what: 'takes an id, a step and edits with a path',
    fix: 'Load the page again.',
  });
}
