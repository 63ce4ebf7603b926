import { exitCode, type ExitCode } from '../exit-code';
import { findRecord } from '../failures/find-record';
import { operator } from '../operator';
import { checkReason } from '../replay/check-reason';
import { deployedDefinition } from '../replay/deployed-definition';
import { parseSet, parseUnset } from '../replay/parse-edit';
import { leaveOnInterrupt } from '../replay/leave-on-interrupt';
import { makePlan } from '../replay/plan';
import { planDocument } from '../replay/plan-document';
import { printPlan } from '../replay/print-plan';
import { reportReplay } from '../replay/report-replay';
import { hasSucceeded, runReplay } from '../replay/run-replay';
import type { Session } from '../session';
import { shellWord } from '../shell-word';
import { UserError } from '../user-error';
import { replayAll, type ReplayAllOptions } from './replay-all';

export interface ReplayOptions extends Omit<ReplayAllOptions, 'reason'> {
  readonly all?: boolean;
  readonly reason?: string;
  readonly set?: readonly string[];
  readonly unset?: readonly string[];
}

/** Replays one record, or all that are open. */
export async function replay(
  session: Session,
  options: ReplayOptions,
  id: string | object,
): Promise<ExitCode> {
  const failureId = typeof id === 'string' ? id : undefined;
  checkOptions(options, failureId);
  const reason = reasonOf(options);
  if (failureId === undefined) return replayAll(session, { ...options, reason });
  return replayOne(session, { ...options, reason }, failureId);
}

async function replayOne(
  session: Session,
  options: ReplayOptions & { readonly reason: string },
  failureId: string,
): Promise<ExitCode> {
  const { terminal } = session;
  const { reveal } = session.options;
  const edits = [...(options.set ?? []).map(parseSet), ...(options.unset ?? []).map(parseUnset)];
  const definition = await deployedDefinition(session);
  const record = await findRecord(session, failureId);
  const plan = makePlan(record, { from: options.from, edits }, definition);
  if (options.dryRun) {
    terminal.answer(
      () => printPlan(plan, terminal.colours, reveal),
      () => planDocument(plan, reveal),
    );
    terminal.say('Nothing was done. To do it, give a reason instead of --dry-run:');
    terminal.next(`replay ${[record.failure_id, ...repeated(options, reveal)].join(' ')} --reason "…"`);
    return exitCode.done;
  }
  if (!terminal.json) terminal.say(printPlan(plan, terminal.colours, reveal));
  const order = { by: await operator(session), reason: options.reason, stateMachineArn: definition.arn };
  const result = await leaveOnInterrupt(session, record.failure_id, runReplay(session, plan, order));
  await reportReplay(session, result);
  return hasSucceeded(result) ? exitCode.done : exitCode.unsuccessful;
}

function checkOptions(options: ReplayOptions, failureId: string | undefined): void {
  if (options.all === (failureId === undefined) || (!options.all && failureId !== undefined)) return;
  throw new UserError({
    where: 'replay',
    what: options.all ? 'takes a failure id or --all, not both' : 'needs a failure id, or --all',
    fix: 'See what is open: npx registrar failures',
  });
}

function reasonOf({ reason, dryRun }: ReplayOptions): string {
  if (dryRun) return reason ?? '';
  checkReason(reason);
  return reason;
}

/** The options that make the same plan again; what was typed may be personal data. */
function repeated({ from, set = [], unset = [] }: ReplayOptions, reveal = false): string[] {
  return [
    ...(from === undefined ? [] : ['--from', from]),
    ...set.flatMap((edit) => ['--set', reveal ? shellWord(edit) : edit.replace(/=.*/s, '=…')]),
    ...unset.flatMap((path) => ['--unset', shellWord(path)]),
  ];
}
