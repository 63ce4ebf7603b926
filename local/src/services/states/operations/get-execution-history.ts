import { executionOf } from '../arns';
import { apiEvent } from '../history/api-event';
import type { StatesContext } from '../states-context';
import { pageAfter } from './page-after';

interface GetExecutionHistoryInput {
  readonly executionArn?: string;
  readonly includeExecutionData?: boolean;
  readonly maxResults?: number;
  readonly nextToken?: string;
  readonly reverseOrder?: boolean;
}

/** GetExecutionHistory, of Standard executions, in the order of the events' ids or against it. */
export function getExecutionHistory(context: StatesContext) {
  return (input: GetExecutionHistoryInput) => {
    const { arn } = executionOf(context, input.executionArn);
    const events = context.standard.historyOf(arn);
    const { items, nextToken } = input.reverseOrder
      ? pageAfter(events.toReversed(), ({ id }) => -id, input)
      : pageAfter(events, ({ id }) => id, input);
    return {
      events: items.map((event) => apiEvent(event, input.includeExecutionData !== false)),
      ...(nextToken === undefined ? {} : { nextToken }),
    };
  };
}
