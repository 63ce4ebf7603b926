import { behind, eventId, FIRST, LAST, positionOf } from './event-position';
import type { EventRing, Position, StoredEvent } from './event-ring';
import { groupName, type GroupReference } from './log-names';
import type { LogStore } from './log-store';

interface GetLogEventsInput extends GroupReference {
  readonly logStreamName: string;
  readonly startTime?: number;
  readonly endTime?: number;
  readonly nextToken?: string;
  readonly limit?: number;
  readonly startFromHead?: boolean;
}

/** GetLogEvents API page: a page is 10,000 events or 1 MB, whichever is less. */
const MOST_EVENTS = 10_000;
const MOST_CHARACTERS = 1024 * 1024;

/** GetLogEvents: without a token the newest events, or the oldest from the head; at an end the token comes back as it was. */
export function getLogEvents(store: LogStore) {
  return (input: GetLogEventsInput) => {
    const group = store.group(groupName(input)).name;
    store.stream(group, input.logStreamName);
    const ring = store.ring(group);
    const { forward, from } = begin(input);
    const found = collect(forward ? ring.from(from) : ring.before(from), input, forward);
    return { events: found.map(output), ...tokens(ring, found, from) };
  };
}

function begin(input: GetLogEventsInput): { forward: boolean; from: Position } {
  const { nextToken, startTime = 0, endTime } = input;
  if (nextToken !== undefined)
    return { forward: nextToken.startsWith('f/'), from: positionOf(nextToken.replace(/^[fb]\//, '')) };
  if (input.startFromHead) return { forward: true, from: { ...FIRST, timestamp: startTime } };
  return { forward: false, from: endTime === undefined ? LAST : { timestamp: endTime, sequence: 0 } };
}

function collect(events: Iterable<StoredEvent>, input: GetLogEventsInput, forward: boolean): StoredEvent[] {
  const { startTime = 0, endTime = Infinity, limit = MOST_EVENTS } = input;
  const found: StoredEvent[] = [];
  let characters = 0;
  for (const event of events) {
    if (forward ? event.timestamp >= endTime : event.timestamp < startTime) break;
    if (event.stream !== input.logStreamName) continue;
    characters += event.message.length;
    if (found.length >= limit || (found.length > 0 && characters > MOST_CHARACTERS)) break;
    found.push(event);
  }
  return forward ? found : found.reverse();
}

function tokens(ring: EventRing, found: readonly StoredEvent[], from: Position) {
  const [first, last] = [found[0], found.at(-1)];
  const here = from === LAST ? end(ring) : from;
  return {
    nextForwardToken: `f/${eventId(last ? behind(last) : here)}`,
    nextBackwardToken: `b/${eventId(first ?? here)}`,
  };
}

function end(ring: EventRing): Position {
  const [newest] = ring.before(LAST);
  return newest ? behind(newest) : FIRST;
}

function output({ timestamp, message, ingestionTime }: StoredEvent) {
  return { timestamp, message, ingestionTime };
}
