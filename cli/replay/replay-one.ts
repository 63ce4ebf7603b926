import type { Session } from '../aws/session';
import { findRecord } from '../failures/find-record';
import { commandLine, shellWord } from '../terminal/printed-command';
import { shortId } from '../terminal/short-id';
import { parseSet, parseUnset } from './parse-edit';
import { makePlan, type Plan } from './plan';
import { planDocument, printPlan, refuseOtherPlan } from './print-plan';
import { deployedDefinition } from './replay-steps';
import { runPlan } from './run-plan';

export interface OneReplay {
  readonly reason: string;
  readonly from?: string;
  readonly set?: readonly string[];
  readonly unset?: readonly string[];
  readonly dryRun?: boolean;
  /** Hash of the plan that was read: any other is a conflict. */
  readonly plan?: string;
}

/** Replays one record, or only prints the plan. Answers whether it came to its good end. */
export async function replayOne(session: Session, options: OneReplay, id: string): Promise<boolean> {
  const { terminal } = session;
  const edits = [...(options.set ?? []).map(parseSet), ...(options.unset ?? []).map(parseUnset)];
  const definition = await deployedDefinition(session);
  const record = await findRecord(session, id);
  const plan = makePlan(record, { from: options.from, edits }, definition, session.now());
  if (options.plan !== undefined) refuseOtherPlan(plan, options.plan);
  if (options.dryRun) return showPlan(session, options, plan);
  if (!terminal.json) terminal.say(...printPlan(plan, terminal, session.options.reveal));
  return runPlan(session, plan, {
    by: await session.operator(),
    reason: options.reason,
    stateMachineArn: definition.arn,
  });
}

function showPlan(session: Session, options: OneReplay, plan: Plan): boolean {
  const { terminal } = session;
  const { reveal } = session.options;
  terminal.answer(
    () => printPlan(plan, terminal, reveal),
    () => planDocument(plan, reveal),
  );
  terminal.say('Nothing was done. To do it, give a reason instead of --dry-run:');
  const words = [...repeated(options, reveal), '--reason "…"'];
  terminal.next(commandLine('replay', shortId(plan.record.failure_id, terminal), ...words));
  return true;
}

/** The options that make the same plan again; what was typed may be personal data. */
function repeated({ from, set = [], unset = [] }: OneReplay, reveal = false): string[] {
  const shown = (edit: string) => (reveal ? shellWord(edit) : shellWord(edit.replace(/=.*/s, '=…')));
  return [
    ...(from === undefined ? [] : ['--from', from]),
    ...set.flatMap((edit) => ['--set', shown(edit)]),
    ...unset.flatMap((path) => ['--unset', shellWord(path)]),
  ];
}
