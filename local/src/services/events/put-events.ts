import { randomUUID } from 'node:crypto';
import type { CloudContext } from '../../kernel/cloud-context';
import { busName, type EventBuses } from './event-buses';
import { isoSeconds, type Event } from './event';
import { invalid } from './events-error';

export interface PutEventsEntry {
  readonly Source?: string;
  readonly DetailType?: string;
  readonly Detail?: string;
  /** Epoch seconds over HTTP, a date or ISO 8601 text from within the process. */
  readonly Time?: number | string | Date;
  readonly Resources?: readonly string[];
  readonly EventBusName?: string;
  readonly TraceHeader?: string;
}

export interface PutEventsInput {
  readonly Entries?: readonly PutEventsEntry[];
}

/** Takes an accepted event further. */
export type Route = (bus: string, event: Event) => void;

/** The total size must be less than 1 MB. (EventBridge API reference, PutEvents) */
const MAX_BYTES = 1_048_576;

/** Answers for each entry whether it was taken. An event for a bus that does not exist is taken, and goes nowhere. */
export function putEvents(
  context: CloudContext,
  buses: EventBuses,
  route: Route,
  { Entries = [] }: PutEventsInput,
) {
  if (Entries.length < 1 || Entries.length > 10) throw wrongLength(Entries);
  if (Entries.reduce((sum, entry) => sum + entrySize(entry), 0) >= MAX_BYTES)
    throw invalid('Total size of the entries in the request is over the limit.');
  const answers = Entries.map((entry) => refusal(entry) ?? accept(context, buses, route, entry));
  return { FailedEntryCount: answers.filter((answer) => 'ErrorCode' in answer).length, Entries: answers };
}

/** How AWS counts an entry. (EventBridge user guide, "Calculating PutEvents event entry size") */
export function entrySize({
  Time,
  Source = '',
  DetailType = '',
  Detail = '',
  Resources = [],
}: PutEventsEntry): number {
  const texts = [Source, DetailType, Detail, ...Resources];
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), Time === undefined ? 0 : 14);
}

function refusal(entry: PutEventsEntry) {
  for (const name of ['Source', 'DetailType', 'Detail'] as const)
    if (!entry[name])
      return {
        ErrorCode: 'InvalidArgument',
        ErrorMessage: `Parameter ${name} is not valid. Reason: ${name} is a required argument.`,
      };
  if (entry.Source?.startsWith('aws.'))
    return { ErrorCode: 'NotAuthorizedForSourceException', ErrorMessage: 'Not authorized for the source.' };
  if (!readDetail(entry.Detail))
    return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  return undefined;
}

function accept(context: CloudContext, buses: EventBuses, route: Route, entry: PutEventsEntry) {
  const id = randomUUID();
  const bus = busName(entry.EventBusName ?? 'default');
  if (buses.find(bus))
    route(bus, {
      version: '0',
      id,
      'detail-type': entry.DetailType!,
      source: entry.Source!,
      account: context.accountId,
      time: isoSeconds(entry.Time === undefined ? context.clock.now() : milliseconds(entry.Time)),
      region: context.region,
      resources: entry.Resources ?? [],
      detail: readDetail(entry.Detail)!,
    });
  return { EventId: id };
}

/** The detail, if it is a JSON object of at most 1,000 levels. (EventBridge API reference, PutEvents) */
function readDetail(text = ''): object | undefined {
  try {
    if (depth(text) > 1000) return undefined;
    const detail: unknown = JSON.parse(text);
    return detail !== null && typeof detail === 'object' && !Array.isArray(detail) ? detail : undefined;
  } catch {
    return undefined;
  }
}

function depth(json: string): number {
  let level = 0;
  let deepest = 0;
  for (const [token] of json.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]]/g)) {
    if (token === '{' || token === '[') deepest = Math.max(deepest, ++level);
    if (token === '}' || token === ']') level--;
  }
  return deepest;
}

function milliseconds(time: number | string | Date): number {
  const ms = typeof time === 'number' ? time * 1000 : new Date(time).getTime();
  if (Number.isNaN(ms)) throw invalid(`Parameter Time is not valid: ${String(time)}.`);
  return ms;
}

function wrongLength(entries: readonly PutEventsEntry[]) {
  const text = entries.map(
    ({ Time, Source, Resources, DetailType, Detail, EventBusName, TraceHeader }) =>
      `PutEventsRequestEntry(time=${String(Time ?? null)}, source=${Source ?? null}, resources=${Resources?.join() ?? null}, ` +
      `detailType=${DetailType ?? null}, detail=${Detail ?? null}, eventBusName=${EventBusName ?? null}, ` +
      `traceHeader=${TraceHeader ?? null}, kmsKeyIdentifier=null, internalMetadata=null)`,
  );
  const bound = entries.length < 1 ? 'greater than or equal to 1' : 'less than or equal to 10';
  return invalid(
    `1 validation error detected: Value '[${text.join(', ')}]' at 'entries' failed to satisfy constraint: Member must have length ${bound}`,
  );
}
