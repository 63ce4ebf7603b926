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
const archive = {
  ArchiveName: length(1, 48, NAME),
  EventSourceArn: length(1, 1600, SOURCE),
  Description: description,
  RetentionDays: range(0, Number.MAX_SAFE_INTEGER),
};

/** What the members of EventBridge's requests are bounded by. (API reference, the operations' pages) */
export const EVENT_CONSTRAINTS: Constraints = {
  CreateEventBus: { Name: length(1, 256, String.raw`[/\.\-_A-Za-z0-9]+`), Description: description },
  ListEventBuses: { NamePrefix: length(1, 256, String.raw`[/\.\-_A-Za-z0-9]+`), Limit: limit },
  PutRule: {
    Name: name,
    State: oneOf('ENABLED', 'DISABLED', 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS'),
    Description: description,
    EventBusName: bus,
  },
  ListRules: { NamePrefix: name, EventBusName: bus, Limit: limit },
  ListRuleNamesByTarget: { TargetArn: length(1, 1600), EventBusName: bus, Limit: limit },
  ListTargetsByRule: { Rule: name, EventBusName: bus, Limit: limit },
  PutTargets: { Rule: name, EventBusName: bus, Targets: length(1, 100) },
  RemoveTargets: { Rule: name, EventBusName: bus, Ids: length(1, 100) },
  CreateArchive: archive,
  UpdateArchive: { ...archive },
  ListArchives: {
    NamePrefix: length(1, 48, NAME),
    EventSourceArn: length(1, 1600, SOURCE),
    State: oneOf('ENABLED', 'DISABLED', 'CREATING', 'UPDATING', 'CREATE_FAILED', 'UPDATE_FAILED'),
    Limit: limit,
  },
  StartReplay: { ReplayName: name, EventSourceArn: length(1, 1600, SOURCE), Description: description },
  ListReplays: {
    NamePrefix: name,
    EventSourceArn: length(1, 1600, SOURCE),
    State: oneOf('STARTING', 'RUNNING', 'CANCELLING', 'COMPLETED', 'CANCELLED', 'FAILED'),
    Limit: limit,
  },
};
