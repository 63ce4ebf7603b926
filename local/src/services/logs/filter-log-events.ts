import { behind, eventId, positionOf } from './event-position';
import type { StoredEvent } from './stored-event';
import { filterPattern } from './filter-pattern';
import { invalidParameter } from './log-errors';
import { groupName, type GroupReference } from './log-names';
import type { LogStore } from './log-store';

interface FilterLogEventsInput extends GroupReference {
  readonly logStreamNames?: readonly string[];
  readonly logStreamNamePrefix?: string;
  readonly startTime?: number;
  readonly endTime?: number;
  readonly filterPattern?: string;
  readonly nextToken?: string;
  readonly limit?: number;
}

/** FilterLogEvents API page: a page is 10,000 events or 1 MB. */
const MOST_EVENTS = 10_000;
const MOST_CHARACTERS = 1024 * 1024;

/** FilterLogEvents: events of all streams of a group, by time, that fit the pattern. */
export function filterLogEvents(store: LogStore) {
  return (input: FilterLogEventsInput) => {
    const ring = store.ring(groupName(input));
    const { startTime = 0, nextToken } = input;
    const from = nextToken === undefined ? { timestamp: startTime, sequence: 0 } : positionOf(nextToken);
    const { events, more } = collect(ring.from(from), input);
    const last = events.at(-1);
    return {
      events: events.map(output),
      searchedLogStreams: [],
      ...(more && last && { nextToken: eventId(behind(last)) }),
    };
  };
}

function collect(events: Iterable<StoredEvent>, input: FilterLogEventsInput) {
  const { endTime = Infinity, limit = MOST_EVENTS } = input;
  const found: StoredEvent[] = [];
  const fits = selector(input);
  let characters = 0;
  for (const event of events) {
    if (event.timestamp > endTime) break;
    if (!fits(event)) continue;
    characters += event.message.length;
    if (found.length >= limit || (found.length > 0 && characters > MOST_CHARACTERS))
      return { events: found, more: true };
    found.push(event);
  }
  return { events: found, more: false };
}

function selector(input: FilterLogEventsInput): (event: StoredEvent) => boolean {
  const { logStreamNames, logStreamNamePrefix: prefix = '' } = input;
  if (logStreamNames && prefix)
    throw invalidParameter('Cannot specify both logStreamNames and logStreamNamePrefix.');
  const streams = logStreamNames && new Set(logStreamNames);
  const matches = filterPattern(input.filterPattern ?? '');
  return ({ stream, message }) =>
    (!streams || streams.has(stream)) && stream.startsWith(prefix) && matches(message);
}

function output(event: StoredEvent) {
  const { stream, timestamp, message, ingestionTime } = event;
  return { logStreamName: stream, timestamp, message, ingestionTime, eventId: eventId(event) };
}
