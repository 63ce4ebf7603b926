import type { Session } from '../aws/session';
import { maskText } from '../terminal/mask';
import { commandLine } from '../terminal/printed-command';
import { type DifferingUser, differingUsers, printDifferingUsers } from './differing-users';
import { printReport } from './report';
import { type RunEnd, resumeCommand } from './run';

/** Prints how a run ended, who differs, and what to type next. Answers whether pool and table agree. */
export async function reportRunEnd(session: Session, end: RunEnd): Promise<boolean> {
  const { terminal } = session;
  const { runId, report, refused, error, cause } = end;
  const differing = report ? await differingUsers(session, runId) : [];
  terminal.answer(
    () => (report ? [...printReport(report, terminal), ...printDifferingUsers(differing, terminal)] : []),
    () => ({ run_id: runId, report, refused, error, cause: cause && maskText(cause), differing }),
  );
  if (refused) terminal.say(`Refused: ${refused}`);
  if (error) terminal.say(`The run has stopped: ${error}${cause ? `, ${maskText(cause)}` : ''}`);
  terminal.next(...nextAfter(end, differing));
  return report?.drift === 0;
}

function nextAfter({ runId, report, error }: RunEnd, differing: readonly DifferingUser[]): string[] {
  if (error) return ['failures', resumeCommand(runId)];
  if (!report) return ['reconcile status'];
  const kinds = [
    ...new Set(differing.filter(({ outcome }) => outcome === null).map(({ relation }) => relation)),
  ];
  const mendable = kinds.filter((kind) => kind !== 'conflict');
  const unclear = differing.find(({ relation }) => relation === 'conflict');
  return [
    ...(mendable.length ? [`reconcile --apply ${mendable.join(',')} --reason "…"`] : []),
    ...(report.failed ? ['failures'] : []),
    ...(unclear ? [`${commandLine('user', unclear.cognito_id)}   # why it cannot be mended`] : []),
    ...(report.drift === 0 ? ['status'] : []),
  ];
}
