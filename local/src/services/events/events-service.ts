import type { CloudContext } from '../../kernel/cloud-context';
import { constrained } from '../../kernel/constraints';
import type { Operation, Service } from '../../kernel/service';
import { apiCallEvents } from './api-call-events';
import { Archives } from './archives';
import { EventBuses } from './event-buses';
import { eventResources } from './event-resources';
import { EVENT_CONSTRAINTS } from './event-constraints';
import { EventRouter } from './event-router';
import { invalid } from './events-error';
import { putEvents, type PutEventsInput } from './put-events';
import { Replays } from './replays';
import { RuleTargets } from './rule-targets';
import { Rules } from './rules';
import { Schedules } from './schedules/schedules';
import { testEventPattern } from './test-event-pattern';

/** Amazon EventBridge: buses, rules with their targets and schedules, archives and replays. */
export function createEvents(context: CloudContext): Service {
  const buses = new EventBuses(context);
  const rules = new Rules(context, buses);
  const archives = new Archives(context, buses);
  const router = new EventRouter(context, rules, archives);
  const schedules = new Schedules(context, rules, router.deliveries);
  const replays = new Replays(context, buses, archives, (...event) => router.route(...event));
  const operations: Record<string, Operation> = {
    PutEvents: (input: PutEventsInput) =>
      putEvents(context, buses, (bus, event) => router.route(bus, event), input),
    TestEventPattern: testEventPattern,
    ...busOperations(buses),
    ...ruleOperations(rules),
    ...targetOperations(new RuleTargets(rules)),
    ...archiveOperations(archives, replays),
  };
  return {
    name: 'events',
    protocol: { kind: 'json', version: '1.1', targetPrefix: 'AWSEvents' },
    members: 'pascal',
    operations: constrained(operations, EVENT_CONSTRAINTS, invalid),
    resources: eventResources(buses, rules, archives),
    local: [{ method: 'GET', path: 'events', handle: () => ({ events: router.seen.list() }) }],
    observe: apiCallEvents(context, rules, router),
    start: () => {
      router.deliveries.resume();
      schedules.start();
    },
    stop: () => {
      schedules.stop();
      return router.deliveries.stop();
    },
  };
}

function busOperations(buses: EventBuses): Record<string, Operation> {
  type Input = Parameters<EventBuses['create']>[0];
  return {
    CreateEventBus: (input: Input) => buses.create(input),
    DeleteEventBus: (input: Input) => buses.delete(input),
    DescribeEventBus: (input: Input) => buses.describe(input),
  };
}

function ruleOperations(rules: Rules): Record<string, Operation> {
  type Input = Parameters<Rules['describe']>[0];
  return {
    PutRule: (input: Parameters<Rules['put']>[0]) => rules.put(input),
    DeleteRule: (input: Input) => rules.delete(input),
    DescribeRule: (input: Input) => rules.describe(input),
    EnableRule: (input: Input) => rules.setState(input, 'ENABLED'),
    DisableRule: (input: Input) => rules.setState(input, 'DISABLED'),
    ListRules: (input: Parameters<Rules['list']>[0]) => rules.list(input),
  };
}

function targetOperations(targets: RuleTargets): Record<string, Operation> {
  return {
    PutTargets: (input: Parameters<RuleTargets['put']>[0]) => targets.put(input),
    RemoveTargets: (input: Parameters<RuleTargets['remove']>[0]) => targets.remove(input),
    ListTargetsByRule: (input: Parameters<RuleTargets['list']>[0]) => targets.list(input),
  };
}

function archiveOperations(archives: Archives, replays: Replays): Record<string, Operation> {
  return {
    DescribeArchive: (input: Parameters<Archives['describe']>[0]) => archives.describe(input),
    StartReplay: (input: Parameters<Replays['start']>[0]) => replays.start(input),
    DescribeReplay: (input: Parameters<Replays['describe']>[0]) => replays.describe(input),
  };
}
