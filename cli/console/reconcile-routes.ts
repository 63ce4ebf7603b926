import type { RunEndDocument, StartedRun } from '../../console/feed/documents';
import { lookAtRun, startRun } from '../reconcile/run';
import { parseSettings } from '../reconcile/settings';
import { stopRun } from '../reconcile/stop-run';
import { unendedRun } from '../reconcile/unended-run';
import { maskText } from '../terminal/mask';
import { checkReason } from '../terminal/parse-option';
import type { Feed } from './feed';
import type { Route } from './route';

/** What the page sends: what a run mends, and why. */
interface Body {
  /** Comma-separated, as it is typed; empty compares alone. */
  readonly apply?: string;
  readonly silent?: boolean;
  readonly reason?: string;
  readonly id?: unknown;
}

/** Runs of reconcile-users: begin, stop, go on. What one found is looked up, not waited for. */
export const reconcileRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: 'reconcile/end',
    handle: (feed, { query }) => endOf(feed, query.get('execution') ?? '', query.get('id') ?? ''),
  },
  {
    method: 'POST',
    path: 'reconcile',
    changes: true,
    handle: (feed, { body }) => start(feed, body as Body),
  },
  {
    method: 'POST',
    path: 'reconcile/stop',
    changes: true,
    handle: async ({ session }, { body }) => {
      const { reason } = body as Body;
      checkReason(reason);
      const { run_id } = await stopRun(session, reason);
      return { run_id };
    },
  },
  {
    method: 'POST',
    path: 'reconcile/resume',
    changes: true,
    handle: async ({ session }, { body }) => {
      const { run_id } = await unendedRun(session, String((body as Body).id));
      return startedRun(await startRun(session, { run_id }));
    },
  },
];

async function start({ session }: Feed, { apply, silent, reason }: Body): Promise<StartedRun> {
  checkReason(reason);
  const settings = apply ? parseSettings({ apply: String(apply), silent }) : { apply: [] };
  return startedRun(await startRun(session, { ...settings, reason, by: await session.operator() }));
}

function startedRun({ runId, arn }: { readonly runId: string; readonly arn: string }): StartedRun {
  return { run_id: runId, execution_arn: arn };
}

async function endOf({ session }: Feed, executionArn: string, runId: string): Promise<RunEndDocument> {
  const end = await lookAtRun(session, executionArn, runId);
  if (!end) return { is_over: false };
  const { refused, error, cause } = end;
  return { is_over: true, refused, error, cause: cause && maskText(cause) };
}
