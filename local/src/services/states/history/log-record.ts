import type { LoggingConfiguration } from '../state-machine';
import { withoutData } from './event-data';
import type { EventDetails, HistoryEvent } from './history';

const FATAL = ['ExecutionAborted', 'ExecutionFailed', 'ExecutionTimedOut'];

/** Longest data in one log event; CloudWatch Logs takes 256 KB with its envelope. */
const MAX_RECORD = 248 * 1024;

/** One event as AWS writes it to CloudWatch Logs (recorded on AWS: all values but details are texts). */
export function logRecord(
  event: HistoryEvent,
  executionArn: string,
  redriveCount: number,
  includeData: boolean,
): string {
  const record = (details: EventDetails) =>
    JSON.stringify({
      id: String(event.id),
      type: event.type,
      details,
      previous_event_id: String(event.previousEventId),
      event_timestamp: String(event.timestamp),
      execution_arn: executionArn,
      redrive_count: String(redriveCount),
    });
  if (!includeData) return record(withoutData(event.details));
  const text = record(event.details);
  return Buffer.byteLength(text) > MAX_RECORD ? record(truncated(event.details)) : text;
}

/** Whether a level logs an event. AWS: "Using CloudWatch Logs to log execution history", event types by level. */
export function isLogged({ level }: LoggingConfiguration, { type }: HistoryEvent): boolean {
  if (level === 'ALL') return true;
  if (level === 'FATAL') return FATAL.includes(type);
  return level === 'ERROR' && /(Failed|TimedOut|Aborted)$/.test(type);
}

/** Data that is too large for a log event is left out, and its details say so. */
function truncated(details: EventDetails): EventDetails {
  const members = Object.entries(details).filter(
    ([key]) => !['input', 'output', 'assignedVariables', 'parameters'].includes(key),
  );
  return Object.fromEntries(
    members.map(([key, value]) => [key, key.endsWith('Details') ? { truncated: true } : value]),
  );
}
