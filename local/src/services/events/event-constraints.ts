import { length, oneOf, range, type Constraints } from '../../kernel/constraints';

const NAME = String.raw`[\.\-_A-Za-z0-9]+`;
const SOURCE = String.raw`^arn:aws([a-z]|\-)*:events:([a-z]|\d|\-)*:([0-9]{12})?:.+\/.+$`;
const name = length(1, 64, NAME);
const bus = length(
  1,
  1600,
  String.raw`(arn:aws[\w-]*:events:[a-z]+-[a-z]+-[\w-]+:[0-9]{12}:event-bus\/)?[/\.\-_A-Za-z0-9]+`,
);
const limit = range(1, 100);
const description = length(0, 512);

/** What the members of EventBridge's requests are bounded by. (API reference, the operations' pages) */
export const EVENT_CONSTRAINTS: Constraints = {
  PutEvents: { Entries: length(1, 10) },
  CreateEventBus: { Name: length(1, 256, String.raw`[/\.\-_A-Za-z0-9]+`), Description: description },
  PutRule: {
    Name: name,
    EventPattern: length(0, 4096),
    ScheduleExpression: length(0, 256),
    State: oneOf('ENABLED', 'DISABLED', 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS'),
    Description: description,
    EventBusName: bus,
  },
  ListRules: { NamePrefix: name, EventBusName: bus, Limit: limit },
  ListTargetsByRule: { Rule: name, EventBusName: bus, Limit: limit },
  PutTargets: { Rule: name, EventBusName: bus, Targets: length(1, 100) },
  RemoveTargets: { Rule: name, EventBusName: bus, Ids: length(1, 100) },
  StartReplay: { ReplayName: name, EventSourceArn: length(1, 1600, SOURCE), Description: description },
};
