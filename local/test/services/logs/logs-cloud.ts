import { createStore, type Store } from '../../../src/kernel/store';
import { createLogs } from '../../../src/services/logs/logs-service';
import { manualClock } from '../sqs/manual-clock';
import { testCloud } from '../sqs/test-cloud';

export interface LogEvent {
  readonly timestamp: number;
  readonly message: string;
}

/** CloudWatch Logs with a group `g` that has a stream `s`, at a time that stands still. */
export async function logsCloud(store: Store = createStore()) {
  const clock = manualClock();
  const cloud = testCloud([createLogs], { clock, store });
  const logs = <Output = Record<string, never>>(operation: string, input: object = {}) =>
    cloud.call<Output>('logs', operation, input);
  await logs('CreateLogGroup', { logGroupName: 'g' }).catch(() => undefined);
  await logs('CreateLogStream', { logGroupName: 'g', logStreamName: 's' }).catch(() => undefined);
  const now = clock.now();
  const put = (logEvents: readonly LogEvent[], logStreamName = 's') =>
    logs<{ rejectedLogEventsInfo?: object }>('PutLogEvents', { logGroupName: 'g', logStreamName, logEvents });
  return {
    ...cloud,
    clock,
    logs,
    now,
    put,
    /** Puts messages, a millisecond after each other, beginning a second ago. */
    write: (...messages: string[]) =>
      put(messages.map((message, index) => ({ timestamp: now - 1000 + index, message }))),
    /** The messages that a filter finds. */
    filter: async (filterPattern: string, more: object = {}) => {
      const input = { logGroupName: 'g', filterPattern, ...more };
      const { events } = await logs<{ events: LogEvent[] }>('FilterLogEvents', input);
      return events.map(({ message }) => message);
    },
  };
}
