import type { Session } from '../aws/session';
import { commandLine } from '../terminal/printed-command';
import { shortId } from '../terminal/short-id';
import { leaveOnInterrupt } from './leave-on-interrupt';
import type { Plan } from './plan';
import { reportRun } from './report-run';
import { type ReplayOrder, runReplay } from './run-replay';
import { hasSucceeded } from './start-execution';

/** Does what a plan of one record says and reports how it went, with more to say of a good end. Answers whether it was one. */
export async function runPlan(session: Session, plan: Plan, order: ReplayOrder, more = ''): Promise<boolean> {
  const { failure_id: failureId } = plan.record;
  const waiting = {
    told: 'the record will say how it ended',
    next: commandLine('show', shortId(failureId, session.terminal)),
  };
  const { replayId, from, ...ended } = await leaveOnInterrupt(
    session,
    waiting,
    runReplay(session, plan, order),
  );
  const then = { good: `; the record is resolved${more}`, bad: ' The record is open again.' };
  const facts = { replay_id: replayId, from };
  await reportRun(session, { failureId, name: `replay-${replayId}`, ended, waiting, then, facts });
  return hasSucceeded(ended);
}
