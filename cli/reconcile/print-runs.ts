import { timeOf } from '../sign-up/user-row';
import { when } from '../terminal/ago';
import { shortIds } from '../terminal/short-id';
import { toTable } from '../terminal/table';
import type { Layout } from '../terminal/terminal';
import type { RunState } from './run-state';
import type { Run } from './runs';

export interface StatedRun {
  readonly run: Run;
  readonly state: RunState;
}

/** The runs for people. */
export function printRuns(runs: readonly StatedRun[], layout: Layout, now: number): string[] {
  const short = shortIds(
    runs.map(({ run }) => run.run_id),
    layout,
  );
  const rows = runs.map(({ run, state }) => [
    short(run.run_id),
    state,
    run.settings.apply.join(',') || 'report only',
    String(usersOf(run)),
    run.report ? String(run.report.drift) : '',
    layout.wide ? `${run.settings.reason} (${run.settings.by})` : run.settings.reason,
    when(timeOf(run.started_at), layout, now),
  ]);
  return toTable(
    layout,
    ['RUN', 'STATE', 'MENDS', 'USERS', 'LEFT', 'WHY', layout.wide ? 'STARTED' : 'AGO'],
    rows,
  );
}

/** The same for machines. */
export function runDocument({ run, state }: StatedRun) {
  const { run_id, execution, settings, started_at, ended_at, report } = run;
  return {
    run_id,
    state,
    execution_arn: execution,
    settings,
    started_at,
    ended_at,
    users: usersOf(run),
    report,
  };
}

/** Whom a later run has compared as well counts as that one's. */
function usersOf({ listed, report }: Run): number {
  if (!report) return listed;
  const { in_sync, missing, changed, conflict, not_registrable } = report;
  return in_sync + missing + changed + conflict + not_registrable;
}
