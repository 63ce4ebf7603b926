import { DescribePipeCommand, PipesClient } from '@aws-sdk/client-pipes';
import type { OverviewDocument, QueueState } from '../../console/feed/documents';
import { explainBriefly } from '../aws/explain-error';
import type { OutputName } from '../aws/stack-outputs';
import { countMessages } from '../dead-letters/look-at-messages';
import { listRecords } from '../failures/failure-table';
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
    return { problem: problemOf(error, session.options) };
  }
}

async function pipeState({ session }: Feed): Promise<OverviewDocument['pipe']> {
  try {
    const Name = await session.output('PipeName');
    const { CurrentState = 'UNKNOWN', StateReason } = await session
      .client(PipesClient)
      .send(new DescribePipeCommand({ Name }));
    return { state: CurrentState, reason: StateReason };
  } catch (error) {
    return { state: 'UNKNOWN', reason: problemOf(error, session.options) };
  }
}

function problemOf(error: unknown, options: Feed['session']['options']): string {
  const why = explainBriefly(error, options);
  if (why === undefined) throw error;
  return why;
}

async function unfinished({
  session,
}: Feed): Promise<Pick<OverviewDocument, 'open' | 'retrying' | 'oldestOpen'>> {
  const records = await listRecords(session, { statuses: ['retrying', 'open', 'replaying'] });
  const open = records.filter(({ status }) => status !== 'retrying');
  const counts = new Map<string, { step: string; error: string; disposition: string; count: number }>();
  for (const { failed_step: step, error, disposition } of open) {
    const key = `${step} ${error} ${disposition}`;
    const { count } = counts.get(key) ?? { count: 0 };
    counts.set(key, { step, error, disposition: disposition ?? 'open', count: count + 1 });
  }
  const times = open.map(({ first_failed_at }) => Date.parse(first_failed_at));
  return {
    open: [...counts.values()].sort((a, b) => b.count - a.count),
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
