import type { Session } from '../aws/session';
import type { FailureRecord } from '../failures/failure-record';
import { findRecord } from '../failures/find-record';
import { commandLine, shellWord } from '../terminal/printed-command';
import { shortId } from '../terminal/short-id';
import { editDocument } from './edit-document';
import { parseBody, parseSet, parseUnset, type WantedEdit } from './parse-edit';
import { makePlan, type Plan } from './plan';
import { planDocument, printPlan, refuseOtherPlan } from './print-plan';
import { deployedDefinition, replayStep, type DeployedDefinition } from './replay-steps';
import { runPlan } from './run-plan';
import { startingState } from './starting-state';

export interface OneReplay {
  readonly reason: string;
  readonly from?: string;
  readonly set?: readonly string[];
  readonly unset?: readonly string[];
  /** The whole message: a text, or `@` and the name of a file that holds it. */
  readonly body?: string;
  /** Opens what may be changed in an editor. */
  readonly edit?: boolean;
  readonly dryRun?: boolean;
  /** Hash of the plan that was read: any other is a conflict. */
  readonly plan?: string;
}

/** Replays one record, or only prints the plan. Answers whether it came to its good end. */
export async function replayOne(session: Session, options: OneReplay, id: string): Promise<boolean> {
  const { terminal } = session;
  const typed = editsTyped(options);
  const definition = await deployedDefinition(session);
  const record = await findRecord(session, id);
  const edits = options.edit ? [...typed, ...editedIn(record, options, definition)] : typed;
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

function editsTyped({ body, set = [], unset = [] }: OneReplay): WantedEdit[] {
  return [...(body === undefined ? [] : [parseBody(body)]), ...set.map(parseSet), ...unset.map(parseUnset)];
}

function editedIn(record: FailureRecord, { from }: OneReplay, definition: DeployedDefinition): WantedEdit[] {
  return editDocument(startingState(record, replayStep('--from', from ?? record.resume_at, definition)));
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
function repeated({ from, body, edit, set = [], unset = [] }: OneReplay, reveal = false): string[] {
  const shown = (edit: string) => (reveal ? shellWord(edit) : shellWord(edit.replace(/=.*/s, '=…')));
  return [
    ...(from === undefined ? [] : ['--from', from]),
    ...(body === undefined ? [] : ['--body', body.startsWith('@') ? shellWord(body) : '…']),
    ...(edit ? ['--edit'] : []),
    ...set.flatMap((edit) => ['--set', shown(edit)]),
    ...unset.flatMap((path) => ['--unset', shellWord(path)]),
  ];
}
