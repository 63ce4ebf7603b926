import type { ExecutionRow, Outcome } from '../../console/feed/documents';
import { readBody, type StateDocument } from '../failures/record-state';
import { maskText } from '../terminal/mask';
import { readInput, recordIdOf, starterOf } from '../timeline/execution-input';
import type { Timeline } from '../timeline/timeline';

/** What one execution is in a list, and the words by which it can be found. */
export interface IndexedExecution {
  readonly row: ExecutionRow;
  /** The user's e-mail as it is. */
  readonly email?: string;
}

/** Reads it from the beginning and the end of an execution; its steps are not needed. */
export function indexExecution(timeline: Timeline): IndexedExecution {
  const { body, attributes, resume_at, state } = readInput(timeline.input);
  const { user, event, body: recorded } = (state ?? {}) as StateDocument;
  const detail = readBody(body ?? recorded).detail ?? event;
  const data: Data = user ?? detail?.data;
  const email = typeof data?.email === 'string' ? data.email : undefined;
  const cognitoId = typeof data?.cognito_id === 'string' ? data.cognito_id : undefined;
  const startedBy = starterOf(timeline);
  const attempt = Number(attributes?.ApproximateReceiveCount);
  const row: ExecutionRow = {
    id: timeline.arn.split(':').slice(-2).join(':'),
    arn: timeline.arn,
    startedAt: timeline.startedAt,
    endedAt: timeline.endedAt,
    outcome: (timeline.outcome ?? 'running') as Outcome,
    ...failureIn(timeline),
    ...(startedBy === 'delivery' && !Number.isNaN(attempt) && { delivery: attempt }),
    startedBy,
    resumedAt: resume_at,
    failureId: recordIdOf(timeline),
    cognitoId,
    user: email === undefined ? undefined : maskText(email, 'email'),
    ...timesIn(attributes?.SentTimestamp, detail?.metadata?.occurred_at),
  };
  return { row, email };
}

function timesIn(sent: string | undefined, occurred: unknown): Pick<ExecutionRow, 'sentAt' | 'occurredAt'> {
  const [sentAt, occurredAt] = [Number(sent), Date.parse(String(occurred))];
  return { ...(sentAt > 0 && { sentAt }), ...(occurredAt > 0 && { occurredAt }) };
}

type Data = { readonly email?: unknown; readonly cognito_id?: unknown } | undefined;

/** In the output of what ended recorded; in error and cause of what the queue delivers again (state RetryThroughQueue). */
function failureIn({
  outcome,
  output,
  error,
  cause = '',
}: Timeline): Pick<ExecutionRow, 'failedStep' | 'error'> {
  if (outcome === 'rejected' || outcome === 'parked') {
    const { failed_step, error: name } = JSON.parse(output ?? '{}') as {
      failed_step?: string;
      error?: string;
    };
    return { failedStep: failed_step, error: name };
  }
  if (error === undefined) return {};
  return { failedStep: /^([A-Z]\w+): /.exec(cause)?.[1], error };
}
