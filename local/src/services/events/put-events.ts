import { randomUUID } from 'node:crypto';
import { unsupported } from '../../kernel/aws-error';
import type { CloudContext } from '../../kernel/cloud-context';
import { busName, type EventBuses } from './event-buses';
import { isoSeconds, type Event } from './event';
import { invalid, missing } from './events-error';
import { parseBounded } from './parse-bounded';

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
  readonly EndpointId?: string;
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
  { Entries, EndpointId }: PutEventsInput,
) {
  if (EndpointId !== undefined) throw unsupported('global endpoints (EndpointId)');
  if (!Entries) throw invalid(missing('entries'));
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
  const detail = parseBounded(text);
  return detail !== null && typeof detail === 'object' && !Array.isArray(detail) ? detail : undefined;
}

function milliseconds(time: number | string | Date): number {
  const ms = typeof time === 'number' ? time * 1000 : new Date(time).getTime();
  if (Number.isNaN(ms)) throw invalid(`Parameter Time is not valid: ${String(time)}.`);
  return ms;
}
