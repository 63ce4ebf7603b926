import { setTimeout as sleep } from 'node:timers/promises';
import { explainBriefly, explainError } from '../aws/explain-error';
import type { Session } from '../aws/session';
import { maskText } from '../terminal/mask';
import { commandLine } from '../terminal/printed-command';
import { shortId } from '../terminal/short-id';
import { ifLogReadable, readExecutionLog } from '../timeline/execution-log';
import { printTimeline } from '../timeline/print-timeline';
import { type Timeline, toTimeline } from '../timeline/timeline';
import { timelineDocument } from '../timeline/timeline-document';
import type { Waiting } from './leave-on-interrupt';
import { type Ended, hasSucceeded } from './start-execution';

/** An execution that an operator started, and how it is spoken of. */
export interface Run {
  readonly failureId: string;
  /** Name of the execution. */
  readonly name: string;
  readonly ended: Ended;
  /** Where its end will be found as long as nobody here knows it. */
  readonly waiting: Waiting;
  /** What is said beside the registration's end, such as that its record is resolved. */
  readonly then: { readonly good: string; readonly bad: string };
  /** What the document says beside the outcome. */
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Log delivery usually takes a few seconds; nobody waits longer for a picture. */
const PATIENCE = 15_000;
const PAUSE = 500;
const LOOK_BACK = 15 * 60_000;

/** Prints how it went, step by step, and what to type next. Throws what kept it from being started. */
export async function reportRun(session: Session, run: Run): Promise<void> {
  const { terminal, options } = session;
  const { executionArn: arn, outcome, failure } = run.ended;
  if (outcome === 'not_started') throw explainError(failure, options) ?? failure;
  const timeline =
    arn === undefined
      ? undefined
      : await ifLogReadable(session, () => waitForTimeline(session, arn), undefined);
  const { reveal } = options;
  terminal.answer(
    () =>
      timeline
        ? printTimeline(timeline, { layout: terminal, reveal, now: session.now() })
        : [printEnding(run.ended)],
    () => ({ ...toDocument(run), timeline: timeline && timelineDocument(timeline, reveal) }),
  );
  terminal.say(outcome === 'unknown' ? lostAnswer(session, run) : verdict(run));
  terminal.next(nextAfter(session, run));
}

function nextAfter({ terminal }: Session, { ended, waiting, failureId }: Run): string {
  if (ended.outcome === 'unknown') return waiting.next;
  return hasSucceeded(ended) ? 'failures' : commandLine('show', shortId(failureId, terminal));
}

function toDocument({ failureId, facts, ended }: Run) {
  const { outcome, executionArn, failedStep, error, cause } = ended;
  return {
    failure_id: failureId,
    ...facts,
    outcome,
    execution_arn: executionArn,
    failed_step: failedStep,
    error,
    cause: cause === undefined ? undefined : maskText(cause),
  };
}

async function waitForTimeline(session: Session, arn: string): Promise<Timeline | undefined> {
  const deadline = Date.now() + PATIENCE;
  const window = { from: new Date(session.now() - LOOK_BACK) };
  for (;;) {
    const events = (await readExecutionLog(session, [arn], window)).get(arn);
    const timeline = events && toTimeline(arn, events);
    if (timeline?.outcome !== undefined || Date.now() > deadline) return timeline;
    await sleep(PAUSE);
  }
}

function printEnding({ outcome, executionArn = 'its execution is not known' }: Ended): string {
  return `${outcome}  ${executionArn}`;
}

function verdict({ ended: { outcome, failedStep, error }, then }: Run): string {
  if (outcome === 'registered') return `Registered${then.good}.`;
  if (outcome === 'duplicate') return `Another or a newer event stands for this user already${then.good}.`;
  return `Not registered: ${[failedStep, error].filter(Boolean).join(': ') || outcome}.${then.bad}`;
}

function lostAnswer({ options }: Session, { ended: { failure, error }, name, waiting }: Run): string {
  return `The answer was lost (${explainBriefly(failure, options) ?? error}). The execution ${name} may still run; ${waiting.told}.`;
}
