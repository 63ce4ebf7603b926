import {
  CloudWatchLogsClient,
  FilterLogEventsCommand,
  type FilteredLogEvent,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Session } from '../aws/session';

/** Part of a log to look in; the whole of a large log takes minutes. */
export interface LogWindow {
  readonly from?: Date;
  readonly to?: Date;
}

/** Every event of a log group in a window, or those that fit a filter pattern; page after page. */
export async function readLogGroup(
  session: Session,
  logGroupName: string,
  { from, to }: LogWindow,
  filterPattern?: string,
): Promise<FilteredLogEvent[]> {
  const client = session.client(CloudWatchLogsClient);
  const events: FilteredLogEvent[] = [];
  let nextToken: string | undefined;
  do {
    const page = await client.send(
      new FilterLogEventsCommand({
        logGroupName,
        filterPattern,
        startTime: from?.getTime(),
        endTime: to?.getTime(),
        nextToken,
      }),
    );
    events.push(...(page.events ?? []));
    nextToken = page.nextToken;
  } while (nextToken);
  return events;
}
