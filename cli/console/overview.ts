import type { OverviewDocument, QueueState } from '../../console/feed/documents';
import { explainOrThrow } from '../aws/explain-error';
import type { OutputName } from '../aws/stack-outputs';
import { countMessages } from '../dead-letters/look-at-messages';
import { UNFINISHED } from '../failures/failure-record';
import { listRecords } from '../failures/failure-table';
import { groupRecords } from '../failures/group-records';
import { describePipe } from '../status/flow';
import type { Feed } from './feed';

const HOUR = 3_600_000;
const MINUTES = 60;

/** The chain as it stands: what waits where, what failed and where, and what the workflow did lately. */
export async function readOverview(feed: Feed): Promise<OverviewDocument> {
  const [pipe, queue, deadLetters, ruleDeadLetters, failures, lately] = await Promise.all([
    pipeState(feed),
    queueState(feed, 'RegistrationQueueUrl'),
    queueState(feed, 'DeadLetterQueueUrl'),
    queueState(feed, 'RuleDeadLetterQueueUrl'),
    unfinished(feed),
    latelyDone(feed),
  ]);
  return { pipe, queue, deadLetters, ruleDeadLetters, ...failures, ...lately };
}

async function queueState({ session }: Feed, output: OutputName): Promise<QueueState> {
  try {
    const { visible, lookedAt } = await countMessages(session, await session.output(output));
    return { waiting: visible, inFlight: lookedAt };
  } catch (error) {
    return { problem: explainOrThrow(error, session.options) };
  }
}

async function pipeState({ session }: Feed): Promise<OverviewDocument['pipe']> {
  try {
    const { CurrentState = 'UNKNOWN', StateReason } = await describePipe(session);
    return { state: CurrentState, reason: StateReason };
  } catch (error) {
    return { state: 'UNKNOWN', reason: explainOrThrow(error, session.options) };
  }
}

async function unfinished({
  session,
}: Feed): Promise<Pick<OverviewDocument, 'open' | 'retrying' | 'oldestOpen'>> {
  const records = await listRecords(session, { statuses: UNFINISHED });
  const open = records.filter(({ status }) => status !== 'retrying');
  const groups = groupRecords(
    open,
    (record) => `${record.failed_step} ${record.error} ${record.disposition}`,
  );
  const counts = [...groups.values()].flatMap(([first, ...others]) => {
    if (!first) return [];
    const { failed_step: step, error, disposition } = first;
    return { step, error, disposition: disposition ?? 'open', count: 1 + others.length };
  });
  const times = open.map(({ first_failed_at }) => Date.parse(first_failed_at));
  return {
    open: counts.sort((a, b) => b.count - a.count),
    retrying: records.length - open.length,
    oldestOpen: times.length ? Math.min(...times) : undefined,
  };
}

/** By the log: how the executions of the last hour ended, minute by minute. One may have begun since the clocks were compared. */
async function latelyDone({
  session,
  executions,
}: Feed): Promise<Pick<OverviewDocument, 'outcomes' | 'minutes' | 'now' | 'medianMs'>> {
  const { rows } = await executions.changes(0, session.now() - HOUR, {}, false);
  const now = Math.max(session.now(), rows[0]?.startedAt ?? 0);
  const minutes = Array.from({ length: MINUTES }, () => ({ well: 0, badly: 0 }));
  const outcomes: Record<string, number> = {};
  const durations: number[] = [];
  for (const { startedAt, endedAt, outcome } of rows) {
    const slot = minutes[MINUTES - 1 - Math.floor((now - startedAt) / 60_000)];
    if (!slot) continue;
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    if (outcome === 'registered' || outcome === 'duplicate') slot.well++;
    else if (outcome !== 'running') slot.badly++;
    if (endedAt !== undefined) durations.push(endedAt - startedAt);
  }
  durations.sort((a, b) => a - b);
  return { outcomes, minutes, now, medianMs: durations[Math.floor(durations.length / 2)] };
}
