import { randomUUID } from 'node:crypto';
import { explainError } from '../explain-error';
import { takeLease } from '../failures/lease';
import type { Replay } from '../failures/failure-record';
import { settleLease } from '../failures/settle-lease';
import type { Session } from '../session';
import type { Plan } from './plan';
import { type Ended, startReplay } from './start-replay';

/** What every replay of one command line has in common. */
export interface ReplayOrder {
  readonly by: string;
  readonly reason: string;
  readonly stateMachineArn: string;
}

export interface ReplayResult extends Ended {
  readonly failureId: string;
  readonly replayId: string;
  readonly from: string;
}

/** Does what the plan says: takes the record, runs the workflow, keeps the outcome. Throws a `ConflictError` if it is taken. */
export async function runReplay(session: Session, plan: Plan, order: ReplayOrder): Promise<ReplayResult> {
  const replay: Replay = {
    replay_id: randomUUID(),
    by: order.by,
    at: new Date().toISOString(),
    reason: order.reason,
    from: plan.from,
    ...(plan.edits.length ? { edits: plan.edits } : {}),
  };
  await takeLease(session, plan.record, replay);
  const ended = await startReplay(session, order.stateMachineArn, plan, replay);
  const { failure_id: failureId } = plan.record;
  await settle(session, failureId, replay, ended);
  return { ...ended, failureId, replayId: replay.replay_id, from: plan.from };
}

/** The execution has ended by now, and the workflow has written what it did: what is lost here is the lease's early end. */
async function settle(session: Session, failureId: string, replay: Replay, ended: Ended): Promise<void> {
  try {
    await settleLease(session, failureId, replay, ended);
  } catch (error) {
    const explained = explainError(error, session.options);
    if (!explained) throw error;
    session.terminal.say(`The history of ${failureId} could not be written: ${explained.complaint.what}.`);
  }
}

/** Is the registration brought to its good end? */
export function hasSucceeded({ outcome }: Pick<Ended, 'outcome'>): boolean {
  return outcome === 'registered' || outcome === 'duplicate';
}
