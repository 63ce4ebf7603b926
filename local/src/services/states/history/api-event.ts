import { withoutData } from './event-data';
import type { HistoryEvent } from './history';

/** Types whose events have no member for details. API reference: HistoryEvent. */
const BARE = new Set([
  'LambdaFunctionStarted',
  'MapRunSucceeded',
  ...['Aborted', 'Failed', 'Succeeded'].map((end) => `MapState${end}`),
  ...['Aborted', 'Failed', 'Started', 'Succeeded'].map((end) => `ParallelState${end}`),
  'TaskStateAborted',
  'WaitStateAborted',
]);

/** One event as GetExecutionHistory answers it: its details under a name of its type's. */
export function apiEvent({ id, previousEventId, type, timestamp, details }: HistoryEvent, withData: boolean) {
  const told = withData ? details : withoutData(details);
  return {
    timestamp: new Date(timestamp),
    type,
    id,
    previousEventId,
    ...(BARE.has(type) ? {} : { [detailsMember(type)]: told }),
  };
}

/** `TaskScheduled` → `taskScheduledEventDetails`; that a state was entered or left is told alike for all types. */
function detailsMember(type: string): string {
  const told = type.replace(/^\w+(StateEntered|StateExited)$/, '$1');
  return `${told[0]!.toLowerCase()}${told.slice(1)}EventDetails`;
}
