import { setTimeout as sleep } from 'node:timers/promises';
import { explainBriefly, explainError } from '../explain-error';
import { maskText } from '../mask';
import type { Session } from '../session';
import { readExecutionLog } from '../timeline/execution-log';
import { ifLogReadable } from '../timeline/if-log-readable';
import { printTimeline } from '../timeline/print-timeline';
import { type Timeline, toTimeline } from '../timeline/timeline';
import { timelineDocument } from '../timeline/timeline-document';
import { hasSucceeded, type ReplayResult } from './run-replay';

/** Log delivery usually takes a few seconds; nobody waits longer for a picture. */
const PATIENCE = 15_000;
const PAUSE = 500;
const LOOK_BACK = 15 * 60_000;

/** Prints how a replay went, step by step, and what to type next. */
export async function reportReplay(session: Session, result: ReplayResult): Promise<void> {
  const { terminal } = session;
  const { reveal } = session.options;
  const { executionArn: arn, failureId } = result;
  if (result.outcome === 'not_started') throw notStarted(session, result);
  const timeline =
    arn === undefined
      ? undefined
      : await ifLogReadable(session, () => waitForTimeline(session, arn), undefined);
  terminal.answer(
    () => (timeline ? printTimeline(timeline, { colours: terminal.colours, reveal }) : printEnding(result)),
    () => ({ ...toDocument(result), timeline: timeline && timelineDocument(timeline, reveal) }),
  );
  terminal.say(result.outcome === 'unknown' ? lostAnswer(session, result) : verdict(result));
  terminal.next(hasSucceeded(result) ? 'failures' : `show ${failureId}`);
}

/** One result as a document for machines. */
export function toDocument({
  failureId,
  replayId,
  from,
  outcome,
  executionArn,
  failedStep,
  error,
  cause,
}: ReplayResult) {
  return {
    failure_id: failureId,
    replay_id: replayId,
    from,
    outcome,
    execution_arn: executionArn,
    failed_step: failedStep,
    error,
    cause: cause === undefined ? undefined : maskText(cause),
  };
}

async function waitForTimeline(session: Session, arn: string): Promise<Timeline | undefined> {
  const deadline = Date.now() + PATIENCE;
  const window = { from: new Date(Date.now() - LOOK_BACK) };
  for (;;) {
    const events = (await readExecutionLog(session, [arn], window)).get(arn);
    const timeline = events && toTimeline(arn, events);
    if (timeline?.outcome !== undefined || Date.now() > deadline) return timeline;
    await sleep(PAUSE);
  }
}

function printEnding({ outcome, executionArn = 'its execution is not known' }: ReplayResult): string {
  return `${outcome}  ${executionArn}`;
}

function verdict({ outcome, failedStep, error }: ReplayResult): string {
  if (outcome === 'registered') return 'Registered; the record is resolved.';
  if (outcome === 'duplicate')
    return 'Another or a newer event stands for this user already; the record is resolved.';
  return `Not registered: ${[failedStep, error].filter(Boolean).join(': ') || outcome}. The record is open again.`;
}

function lostAnswer({ options }: Session, { failure, error, replayId }: ReplayResult): string {
  return `The answer was lost (${explainBriefly(failure, options) ?? error}). The execution replay-${replayId} may still run; the record will say how it ended.`;
}

function notStarted(session: Session, { failure }: ReplayResult): unknown {
  return explainError(failure, session.options) ?? failure;
}
