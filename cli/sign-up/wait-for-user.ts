import { setTimeout as sleep } from 'node:timers/promises';
import type { Session } from '../aws/session';
import { filterLog, readExecutionLog } from '../timeline/execution-log';
import { type Timeline, toTimeline } from '../timeline/timeline';
import type { UserRow } from '../aws/select-as-owner';
import { rowOf } from './user-row';

/** What has come of a sign-up so far. */
export interface Arrival {
  readonly row?: UserRow;
  readonly execution?: Timeline;
}

const PAUSE = 500;

/** Waits until the row is there and its execution has ended, or so many milliseconds are over. */
export async function waitForUser(
  session: Session,
  cognitoId: string,
  since: Date,
  patience: number,
): Promise<Arrival> {
  const deadline = Date.now() + patience;
  for (;;) {
    // In this order: the row is there before its execution ends.
    const execution = await executionFor(session, cognitoId, since);
    const row = await rowOf(session, cognitoId);
    const isOver = execution?.outcome !== undefined && execution.outcome !== 'failed';
    if (isOver || Date.now() > deadline) return { row, execution };
    await sleep(PAUSE);
  }
}

/** The latest execution whose input names the user. */
async function executionFor(session: Session, cognitoId: string, from: Date): Promise<Timeline | undefined> {
  const started = await filterLog(
    session,
    `{ $.type = "ExecutionStarted" && $.details.input = "*${cognitoId}*" }`,
    { from },
  );
  const arn = started.at(-1)?.execution_arn;
  if (arn === undefined) return undefined;
  const events = (await readExecutionLog(session, [arn], { from })).get(arn);
  return events && toTimeline(arn, events);
}
