import { byExecution, filterLog } from '../../cli/timeline/execution-log';
import { toTimeline, type Timeline } from '../../cli/timeline/timeline';
import type { Clients } from './clients';

/** Every execution that the workflow's log holds, as the operator's command line reads them, oldest first. */
export async function readExecutions({ logs }: Clients, logGroupName: string): Promise<Timeline[]> {
  const session = { output: async () => logGroupName, client: () => logs };
  const events = await filterLog(
    session as unknown as Parameters<typeof filterLog>[0],
    '{ $.execution_arn = "*" }',
    {},
  );
  return [...byExecution(events)]
    .map(([arn, ofOne]) => toTimeline(arn, ofOne))
    .sort((one, other) => one.startedAt - other.startedAt);
}
