import { randomUUID } from 'node:crypto';
import { explainError } from '../aws/explain-error';
import type { Session } from '../aws/session';
import type { Replay } from '../failures/failure-record';
import { takeLease } from '../failures/lease';
import type { StateDocument } from '../failures/record-state';
import { settleLease } from '../failures/settle-lease';
import type { Plan } from './plan';
import { type Ended, startExecution } from './start-execution';

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
  const { record, from, edits } = plan;
  const { failure_id: failureId } = record;
  const { by, reason, stateMachineArn } = order;
  const started = { replay_id: randomUUID(), by, at: session.timestamp(), reason };
  const replay: Replay = { ...started, from, ...(edits.length ? { edits } : {}) };
  await takeLease(session, record, replay);
  const state = withReplay(plan.state, { failure_id: failureId, ...started });
  const name = `replay-${replay.replay_id}`;
  const ended = await startExecution(session, { stateMachineArn, name, resumeAt: from, state });
  await settle(session, failureId, replay, ended);
  return { ...ended, failureId, replayId: replay.replay_id, from };
}

/** The state that a replay starts from says so: the workflow passes by the claim, and takes it for the last attempt. */
function withReplay(state: StateDocument, replay: Readonly<Record<string, string>>): StateDocument {
  return { ...state, delivery: { ...state.delivery, replay } };
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
