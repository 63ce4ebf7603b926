import type { CloudContext } from '../../kernel/cloud-context';
import { constrained } from '../../kernel/constraints';
import type { Operation, Service } from '../../kernel/service';
import { filterLogEvents } from './filter-log-events';
import { getLogEvents } from './get-log-events';
import { insightsQueries } from './insights-queries';
import { LOG_CONSTRAINTS } from './log-constraints';
import { invalidParameter } from './log-errors';
import { logGroups } from './log-groups';
import { logResources } from './log-resources';
import { LogStore } from './log-store';
import { logStreams } from './log-streams';
import { logTags } from './log-tags';
import { putLogEvents } from './put-log-events';
import { queryDefinitions, type QueryDefinition } from './query-definitions';

/** Amazon CloudWatch Logs: groups, streams, events, filter patterns, and Insights queries in a subset. */
export function createLogs(context: CloudContext): Service {
  const store = new LogStore(context);
  const definitions = context.store.map<QueryDefinition>('logs-query-definitions');
  const operations: Record<string, Operation> = {
    ...logGroups(context, store),
    ...logStreams(context, store),
    ...logTags(store),
    PutLogEvents: putLogEvents(context, store),
    GetLogEvents: getLogEvents(store),
    FilterLogEvents: filterLogEvents(store),
    ...queryDefinitions(context.clock, definitions),
    ...insightsQueries(context, store),
  };
  return {
    name: 'logs',
    protocol: { kind: 'json', version: '1.1', targetPrefix: 'Logs_20140328' },
    members: 'camel',
    operations: constrained(operations, LOG_CONSTRAINTS, invalidParameter),
    resources: logResources(context, store, definitions),
  };
}
