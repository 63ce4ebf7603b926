import {
  CreateArchiveCommand,
  CreateEventBusCommand,
  DeleteEventBusCommand,
  EventBridgeClient,
  ListArchivesCommand,
  ListEventBusesCommand,
  ListReplaysCommand,
  ListRulesCommand,
  PutRuleCommand,
  StartReplayCommand,
  type ArchiveState,
  type ReplayState,
} from '@aws-sdk/client-eventbridge';
import { contractCloud, unique } from './contract-cloud';

const cloud = contractCloud();
let events: EventBridgeClient;

beforeAll(() => {
  events = new EventBridgeClient(cloud.config);
});

const constraint = (fault: string) => ({
  name: 'ValidationException',
  message: `1 validation error detected: ${fault}`,
});

describe('a list', () => {
  it('of archives or replays takes one filter', async () => {
    const filters = { NamePrefix: 'a', State: 'COMPLETED' as ReplayState };
    await expect(events.send(new ListReplaysCommand(filters))).rejects.toMatchObject({
      message:
        'At most one filter is allowed for ListReplays. Use either : State, EventSourceArn, or NamePrefix.',
    });
    const archives = new ListArchivesCommand({ NamePrefix: 'a', State: 'ENABLED' });
    await expect(events.send(archives)).rejects.toMatchObject({
      message:
        'At most one filter is allowed for ListArchives. Use either : State, EventSourceArn, or NamePrefix.',
    });
  });

  it('takes states that there are', async () => {
    // API reference, ListArchives and ListReplays
    const archives = new ListArchivesCommand({ State: 'GONE' as ArchiveState });
    await expect(events.send(archives)).rejects.toMatchObject(
      constraint(
        "Value 'GONE' at 'state' failed to satisfy constraint: Member must satisfy enum value set: [ENABLED, DISABLED, CREATING, UPDATING, CREATE_FAILED, UPDATE_FAILED]",
      ),
    );
    const replays = new ListReplaysCommand({ State: 'GONE' as ReplayState });
    await expect(events.send(replays)).rejects.toMatchObject(
      constraint(
        "Value 'GONE' at 'state' failed to satisfy constraint: Member must satisfy enum value set: [STARTING, RUNNING, CANCELLING, COMPLETED, CANCELLED, FAILED]",
      ),
    );
  });

  it('has up to 100 on a page', async () => {
    const fault =
      "Value '101' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 100";
    await expect(events.send(new ListRulesCommand({ Limit: 101 }))).rejects.toMatchObject(constraint(fault));
    const buses = events.send(new ListEventBusesCommand({ Limit: 101 }));
    await expect(buses).rejects.toMatchObject(constraint(fault));
  });
});

describe('a name', () => {
  it('of an archive has 48 characters at most', async () => {
    const ArchiveName = 'a'.repeat(49);
    const EventSourceArn = `arn:aws:events:${cloud.region}:${cloud.accountId}:event-bus/default`;
    const call = events.send(new CreateArchiveCommand({ ArchiveName, EventSourceArn }));
    await expect(call).rejects.toMatchObject(
      constraint(
        `Value '${ArchiveName}' at 'archiveName' failed to satisfy constraint: Member must have length less than or equal to 48`,
      ),
    );
  });

  it('of a bus has no slash', async () => {
    await expect(events.send(new CreateEventBusCommand({ Name: 'a/b' }))).rejects.toMatchObject({
      message: "Event bus name must not contain '/'.",
    });
  });
});

it("a bus takes a partner's source that there is", async () => {
  // API reference, CreateEventBus, EventSourceName
  const Name = 'aws.partner/example.com/1/orders';
  const call = events.send(new CreateEventBusCommand({ Name, EventSourceName: Name }));
  await expect(call).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: `Event source ${Name} does not exist.`,
  });
});

it('a schedule is for the default bus', async () => {
  // User guide, "Creating a scheduled rule (legacy)"
  const EventBusName = unique('bus');
  await events.send(new CreateEventBusCommand({ Name: EventBusName }));
  cloud.afterwards(() => events.send(new DeleteEventBusCommand({ Name: EventBusName })));
  const rule = { Name: unique('rule'), EventBusName, ScheduleExpression: 'rate(1 hour)' };
  await expect(events.send(new PutRuleCommand(rule))).rejects.toMatchObject({
    message: 'ScheduleExpression is supported only on the default event bus.',
  });
});

it('a bus that is not there is deleted without an error', async () => {
  const call = events.send(new DeleteEventBusCommand({ Name: unique('none') }));
  await expect(call).resolves.toMatchObject({ $metadata: { httpStatusCode: 200 } });
});

it('a replay goes to a bus', async () => {
  const call = events.send(
    new StartReplayCommand({
      ReplayName: unique('replay'),
      EventSourceArn: `arn:aws:events:${cloud.region}:${cloud.accountId}:archive/any`,
      EventStartTime: new Date(0),
      EventEndTime: new Date(1000),
      Destination: { Arn: 'bus' },
    }),
  );
  await expect(call).rejects.toMatchObject({
    message: 'Parameter Destination.Arn is not valid. Reason: Must contain an event bus ARN.',
  });
});
