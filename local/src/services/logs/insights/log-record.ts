import { eventId } from '../event-position';
import type { StoredEvent } from '../event-ring';
import { Time, type Value } from './value';

/** A row of a query: the fields of one log event, or of one group of them. */
export interface Row {
  field(name: string): Value;
  with(fields: Readonly<Record<string, Value>>): Row;
}

/** Most fields that Insights discovers in one event (guide, "Supported logs and discovered fields": 200). */
const MOST_FIELDS = 200;

/** A row of an event: its `@` fields, and those of the JSON in it, by dotted names. */
export function eventRow(event: StoredEvent, log: string): Row {
  let discovered: Record<string, Value> | undefined;
  const system: Record<string, Value> = {
    '@timestamp': new Time(event.timestamp),
    '@ingestionTime': new Time(event.ingestionTime),
    '@message': event.message.trimEnd(),
    '@logStream': event.stream,
    '@log': log,
    '@ptr': Buffer.from(`${log}\n${eventId(event)}`).toString('base64'),
  };
  return row((name) => {
    if (Object.hasOwn(system, name)) return system[name];
    discovered ??= { ...jsonFields(event.message), ...reportFields(event.message) };
    return Object.hasOwn(discovered, name) ? discovered[name] : undefined;
  });
}

/** A row of these fields only. */
export function plainRow(fields: Readonly<Record<string, Value>>): Row {
  return row((name) => (Object.hasOwn(fields, name) ? fields[name] : undefined));
}

function row(field: (name: string) => Value): Row {
  return {
    field,
    with: (fields) => row((name) => (Object.hasOwn(fields, name) ? fields[name] : field(name))),
  };
}

/** JSON may stand behind other text, as in Lambda's lines. */
function jsonFields(message: string): Record<string, Value> {
  const start = message.indexOf('{');
  if (start < 0) return {};
  try {
    return flatten(JSON.parse(message.slice(start)));
  } catch {
    return {};
  }
}

function flatten(document: unknown): Record<string, Value> {
  const fields: Record<string, Value> = {};
  let count = 0;
  const visit = (value: unknown, name: string) => {
    if (count >= MOST_FIELDS) return;
    if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) visit(inner, name ? `${name}.${key}` : key);
      return;
    }
    count++;
    fields[name] = typeof value === 'number' || typeof value === 'string' ? value : asText(value);
  };
  visit(document, '');
  return fields;
}

/** Booleans are shown as 1 and 0. */
function asText(value: unknown): Value {
  if (typeof value === 'boolean') return value ? '1' : '0';
  return undefined;
}

const REPORT: readonly (readonly [string, RegExp])[] = [
  ['@requestId', /RequestId: (\S+)/],
  ['@duration', /\tDuration: ([\d.]+) ms/],
  ['@billedDuration', /Billed Duration: ([\d.]+) ms/],
  ['@memorySize', /Memory Size: (\d+) MB/],
  ['@maxMemoryUsed', /Max Memory Used: (\d+) MB/],
  ['@initDuration', /Init Duration: ([\d.]+) ms/],
];
/** `@memorySize` and `@maxMemoryUsed` are in bytes of a thousand thousands. */
const MEGABYTE = 1_000_000;

/** What Insights discovers in Lambda's own lines. */
function reportFields(message: string): Record<string, Value> {
  const type = /^(START|END|REPORT) RequestId: /.exec(message)?.[1];
  if (!type) return {};
  const found = REPORT.map(([name, pattern]) => [name, pattern.exec(message)?.[1]] as const);
  const scaled = found.map(([name, text]) => {
    if (text === undefined || name === '@requestId') return [name, text];
    return [name, Number(text) * (/memory/i.test(name) ? MEGABYTE : 1)];
  });
  return { '@type': type, ...(Object.fromEntries(scaled) as Record<string, Value>) };
}
