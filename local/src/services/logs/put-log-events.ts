import type { CloudContext } from '../../kernel/cloud-context';
import type { Call } from '../../kernel/service';
import { invalidParameter, noSuchStream } from './log-errors';
import type { LogStore } from './log-store';

interface LogEvent {
  readonly timestamp: number;
  readonly message: string;
}

export interface PutLogEventsInput {
  readonly logGroupName: string;
  readonly logStreamName: string;
  readonly logEvents: readonly LogEvent[];
}

/** PutLogEvents API page: the limits of a batch. */
const MOST_EVENTS = 10_000;
const MOST_BYTES = 1_048_576;
const BYTES_PER_EVENT = 26;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * PutLogEvents. Services of the local cloud need create no stream first, nor the group of a function; they may send events in
 * any order.
 */
export function putLogEvents(context: CloudContext, store: LogStore) {
  return (input: PutLogEventsInput, call: Call) => {
    const { logGroupName, logStreamName, logEvents } = input;
    const internal = call.caller !== 'client';
    if (internal) makeRoom(store, input);
    const group = store.group(logGroupName);
    if (!store.hasStream(logGroupName, logStreamName)) throw noSuchStream();
    if (!internal) check(logEvents);
    const ordered = internal ? [...logEvents].sort((a, b) => a.timestamp - b.timestamp) : logEvents;
    const { accepted, rejected } = byAge(ordered, context.clock.now(), group.retentionInDays);
    store.add(logGroupName, logStreamName, accepted);
    return {
      nextSequenceToken: String(context.clock.now()),
      ...(rejected && { rejectedLogEventsInfo: rejected }),
    };
  };
}

function makeRoom(store: LogStore, { logGroupName, logStreamName }: PutLogEventsInput): void {
  if (!store.groups.has(logGroupName) && logGroupName.startsWith('/aws/lambda/'))
    store.createGroup(logGroupName);
  if (store.groups.has(logGroupName) && !store.hasStream(logGroupName, logStreamName))
    store.createStream(logGroupName, logStreamName);
}

function check(events: readonly LogEvent[]): void {
  if (events.length === 0 || events.length > MOST_EVENTS)
    throw invalidParameter(
      `1 validation error detected: Value at 'logEvents' failed to satisfy constraint: Member must have length between 1 and ${MOST_EVENTS}`,
    );
  const bytes = events.reduce((sum, { message }) => sum + Buffer.byteLength(message) + BYTES_PER_EVENT, 0);
  if (bytes > MOST_BYTES)
    throw invalidParameter(`Upload too large: ${bytes} bytes exceeds limit of ${MOST_BYTES}`);
  if (events.some((event, index) => index > 0 && event.timestamp < (events[index - 1]?.timestamp ?? 0)))
    throw invalidParameter('Log events in a single PutLogEvents request must be in chronological order.');
  if ((events.at(-1)?.timestamp ?? 0) - (events[0]?.timestamp ?? 0) > DAY_MS)
    throw invalidParameter(
      'The batch of log events in a single PutLogEvents request cannot span more than 24 hours.',
    );
}

/** Events over 2 h in the future, over 14 days old or older than the retention are rejected; the others are taken. */
function byAge(events: readonly LogEvent[], now: number, retentionInDays: number | undefined) {
  const expired = retentionInDays ? now - retentionInDays * DAY_MS : -Infinity;
  const tooOld = now - 14 * DAY_MS;
  const accepted = events.filter(
    ({ timestamp }) => timestamp >= tooOld && timestamp >= expired && timestamp <= now + 2 * HOUR_MS,
  );
  if (accepted.length === events.length) return { accepted };
  const tooNew = events.findIndex(({ timestamp }) => timestamp > now + 2 * HOUR_MS);
  const expiredEnd = events.filter(({ timestamp }) => timestamp < expired).length;
  const oldEnd = events.filter(({ timestamp }) => timestamp < tooOld).length;
  return {
    accepted,
    rejected: {
      ...(tooNew >= 0 && { tooNewLogEventStartIndex: tooNew }),
      ...(oldEnd > 0 && { tooOldLogEventEndIndex: oldEnd }),
      ...(expiredEnd > 0 && { expiredLogEventEndIndex: expiredEnd }),
    },
  };
}
