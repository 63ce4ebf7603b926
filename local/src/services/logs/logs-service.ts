import type { CloudContext } from '../../kernel/cloud-context';
import { constrained } from '../../kernel/constraints';
import type { Operation, Service } from '../../kernel/service';
import { filterLogEvents } from './filter-log-events';
import { LOG_CONSTRAINTS } from './log-constraints';
import { invalidParameter } from './log-errors';
import { logGroups } from './log-groups';
import { logResources } from './log-resources';
import { LogStore } from './log-store';
import { putLogEvents } from './put-log-events';

/** Amazon CloudWatch Logs: groups, events, and filter patterns on JSON. */
export function createLogs(context: CloudContext): Service {
  const store = new LogStore(context);
  const operations: Record<string, Operation> = {
    ...logGroups(store),
    PutLogEvents: putLogEvents(context, store),
    FilterLogEvents: filterLogEvents(store),
  };
  return {
    name: 'logs',
    protocol: { kind: 'json', version: '1.1', targetPrefix: 'Logs_20140328' },
    members: 'camel',
    operations: constrained(operations, LOG_CONSTRAINTS, invalidParameter),
    resources: logResources(context, store),
  };
}
