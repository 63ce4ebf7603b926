import { createEvents } from '../../../src/services/events/events-service';
import { createSqs } from '../../../src/services/sqs/sqs-service';
import { manualClock } from '../sqs/manual-clock';
import { testCloud } from '../sqs/test-cloud';

function setUp() {
  const clock = manualClock();
  const cloud = testCloud([createEvents, createSqs], { clock });
  const events = <Output = Record<string, never>>(operation: string, input: object) =>
    cloud.call<Output>('events', operation, input);
  return { clock, cloud, events };
}

const PATTERN = '{"source":["app"]}';

// EventBridge API reference, the operations named.
describe('a bus', () => {
  it('is made once, described, listed and deleted', async () => {
    const { events } = setUp();
    const { EventBusArn } = await events<{ EventBusArn: string }>('CreateEventBus', { Name: 'bus' });
    expect(EventBusArn).toBe('arn:aws:events:us-east-1:000000000000:event-bus/bus');
    await expect(events('CreateEventBus', { Name: 'bus' })).rejects.toMatchObject({
      code: 'ResourceAlreadyExistsException',
      message: 'Event bus bus already exists.',
    });
    expect(await events('DescribeEventBus', { Name: EventBusArn })).toMatchObject({
      Name: 'bus',
      Arn: EventBusArn,
    });
    await events('DeleteEventBus', { Name: 'bus' });
    await events('DeleteEventBus', { Name: 'bus' });
    const { EventBuses } = await events<{ EventBuses: { Name: string }[] }>('ListEventBuses', {});
    expect(EventBuses.map(({ Name }) => Name)).toEqual(['default']);
  });

  it('named default cannot be deleted', async () => {
    await expect(setUp().events('DeleteEventBus', { Name: 'default' })).rejects.toThrow(
      'Cannot delete event bus default.',
    );
  });

  it('must be there to get a rule', async () => {
    await expect(
      setUp().events('PutRule', { Name: 'r', EventBusName: 'none', EventPattern: PATTERN }),
    ).rejects.toMatchObject({ code: 'ResourceNotFoundException', message: 'Event bus none does not exist.' });
  });
});

describe('a rule', () => {
  it('has an ARN with its bus, unless that is the default one', async () => {
    const { events } = setUp();
    await events('CreateEventBus', { Name: 'bus' });
    const arn = async (input: object) =>
      (await events<{ RuleArn: string }>('PutRule', { Name: 'r', EventPattern: PATTERN, ...input })).RuleArn;
    expect(await arn({})).toBe('arn:aws:events:us-east-1:000000000000:rule/r');
    expect(await arn({ EventBusName: 'bus' })).toBe('arn:aws:events:us-east-1:000000000000:rule/bus/r');
  });

  it('keeps its targets when it is put again, and goes only without them', async () => {
    const { cloud, events } = setUp();
    const Arn = cloud.arn('sqs', 'queue');
    await events('PutRule', { Name: 'r', EventPattern: PATTERN });
    expect(await events('PutTargets', { Rule: 'r', Targets: [{ Id: 't', Arn }] })).toEqual({
      FailedEntryCount: 0,
      FailedEntries: [],
    });
    await events('PutRule', { Name: 'r', EventPattern: '{"source":["other"]}' });
    expect(await events('ListTargetsByRule', { Rule: 'r' })).toMatchObject({ Targets: [{ Id: 't', Arn }] });
    expect(await events('ListRuleNamesByTarget', { TargetArn: Arn })).toMatchObject({ RuleNames: ['r'] });
    await expect(events('DeleteRule', { Name: 'r' })).rejects.toThrow(
      "Rule can't be deleted since it has targets.",
    );
    await events('RemoveTargets', { Rule: 'r', Ids: ['t'] });
    await events('DeleteRule', { Name: 'r' });
    await expect(events('DescribeRule', { Name: 'r' })).rejects.toThrow(
      'Rule r does not exist on EventBus default.',
    );
  });

  it('has five targets at most', async () => {
    const { cloud, events } = setUp();
    await events('PutRule', { Name: 'r', EventPattern: PATTERN });
    const Targets = Array.from({ length: 6 }, (_, index) => ({
      Id: `t${index}`,
      Arn: cloud.arn('sqs', 'q'),
    }));
    await expect(events('PutTargets', { Rule: 'r', Targets })).rejects.toMatchObject({
      code: 'LimitExceededException',
    });
  });

  it.each([
    [
      { Id: 'a b' },
      "1 validation error detected: Value 'a b' at 'targets.1.member.id' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+",
    ],
    [
      { Input: '{}', InputPath: '$' },
      'Only one of Input, InputPath, or InputTransformer must be provided for target t.',
    ],
    [{ Arn: 'queue' }, 'Parameter queue is not valid. Reason: Provided Arn is not in correct format.'],
    [{ RetryPolicy: { MaximumRetryAttempts: 186 } }, 'must be 0 to 185'],
    [{ RetryPolicy: { MaximumEventAgeInSeconds: 59 } }, 'must be 60 to 86400'],
  ])('refuses the target %j', async (change, message) => {
    const { cloud, events } = setUp();
    await events('PutRule', { Name: 'r', EventPattern: PATTERN });
    const Targets = [{ Id: 't', Arn: cloud.arn('sqs', 'q'), ...change }];
    await expect(events('PutTargets', { Rule: 'r', Targets })).rejects.toThrow(message);
  });

  it('delivers nothing while it is disabled', async () => {
    const { cloud, events } = setUp();
    await cloud.call('sqs', 'CreateQueue', { QueueName: 'queue' });
    await events('PutRule', { Name: 'r', EventPattern: PATTERN });
    await events('PutTargets', { Rule: 'r', Targets: [{ Id: 't', Arn: cloud.arn('sqs', 'queue') }] });
    const put = (detail: string) =>
      events('PutEvents', { Entries: [{ Source: 'app', DetailType: 't', Detail: `{"is":"${detail}"}` }] });
    await events('DisableRule', { Name: 'r' });
    await put('disabled');
    await events('EnableRule', { Name: 'r' });
    await put('enabled');
    await cloud.until(async () => (await cloud.messageCount('queue')) > 0);
    const { Messages } = await cloud.call<{ Messages: { Body: string }[] }>('sqs', 'ReceiveMessage', {
      QueueUrl: 'queue',
      MaxNumberOfMessages: 10,
    });
    expect(Messages.map(({ Body }) => (JSON.parse(Body) as { detail: unknown }).detail)).toEqual([
      { is: 'enabled' },
    ]);
  });

  it('needs a valid pattern; a schedule is refused by name', async () => {
    const { events } = setUp();
    await expect(events('PutRule', { Name: 'r', EventPattern: '{"a":[]}' })).rejects.toMatchObject({
      code: 'InvalidEventPatternException',
    });
    await expect(events('PutRule', { Name: 'r' })).rejects.toThrow(
      'Parameter(s) EventPattern or ScheduleExpression must be specified.',
    );
    await expect(events('PutRule', { Name: 'r', ScheduleExpression: 'rate(1 day)' })).rejects.toThrow(
      /schedule/,
    );
  });
});

describe('TestEventPattern', () => {
  const Event = JSON.stringify({
    ...{ id: '1', account: '1', source: 'app', time: '2026-01-01T00:00:00Z' },
    ...{ region: 'us-east-1', 'detail-type': 't' },
  });

  it('says whether a pattern matches', async () => {
    const { events } = setUp();
    expect(await events('TestEventPattern', { Event, EventPattern: PATTERN })).toEqual({ Result: true });
    expect(await events('TestEventPattern', { Event, EventPattern: '{"source":["x"]}' })).toEqual({
      Result: false,
    });
  });

  it.each(['text', '[]', '{"id":"1"}', 'null'])('refuses the event %s', async (event) => {
    await expect(setUp().events('TestEventPattern', { Event: event, EventPattern: PATTERN })).rejects.toThrow(
      'Parameter Event is not valid.',
    );
  });
});

// EventBridge user guide, "Archiving and replaying events in Amazon EventBridge".
describe('an archive', () => {
  async function withArchive() {
    const world = setUp();
    const { cloud, events } = world;
    await cloud.call('sqs', 'CreateQueue', { QueueName: 'queue' });
    const bus = cloud.arn('events', 'event-bus/default');
    await events('CreateArchive', { ArchiveName: 'archive', EventSourceArn: bus, EventPattern: PATTERN });
    await events('PutRule', { Name: 'r', EventPattern: '{"source":[{"exists":true}]}' });
    await events('PutTargets', { Rule: 'r', Targets: [{ Id: 't', Arn: cloud.arn('sqs', 'queue') }] });
    const put = (Source: string, Time: number) =>
      events('PutEvents', { Entries: [{ Source, DetailType: 't', Detail: '{}', Time }] });
    const start = (more: object = {}) =>
      events('StartReplay', {
        ReplayName: 'replay',
        EventSourceArn: cloud.arn('events', 'archive/archive'),
        EventStartTime: 1000,
        EventEndTime: 2000,
        Destination: { Arn: bus },
        ...more,
      });
    const bodies = async (count: number) => {
      await cloud.until(async () => (await cloud.messageCount('queue')) === count);
      const input = { QueueUrl: 'queue', MaxNumberOfMessages: 10 };
      const { Messages } = await cloud.call<{ Messages: { Body: string }[] }>('sqs', 'ReceiveMessage', input);
      return Messages.map(({ Body }) => JSON.parse(Body) as Record<string, string>);
    };
    return { ...world, put, start, bodies };
  }

  it('keeps what matches, and a replay sends it again in order, marked, and not into the archive', async () => {
    const { cloud, events, put, start, bodies } = await withArchive();
    await put('app', 1500);
    await put('app', 1200);
    await put('app', 3000);
    await put('other', 1500);
    const sent = await bodies(4);
    expect(await events('DescribeArchive', { ArchiveName: 'archive' })).toMatchObject({ EventCount: 3 });
    expect(await start()).toMatchObject({ State: 'STARTING' });
    const state = async () =>
      (await events<{ State: string }>('DescribeReplay', { ReplayName: 'replay' })).State;
    await cloud.until(async () => (await state()) === 'COMPLETED');
    const again = await bodies(6);
    expect(again.map((event) => [event.time, event['replay-name']])).toEqual([
      ['1970-01-01T00:20:00Z', 'replay'],
      ['1970-01-01T00:25:00Z', 'replay'],
    ]);
    expect(sent.map(({ id }) => id)).toContain(again[0]!.id);
    expect(await events('DescribeArchive', { ArchiveName: 'archive' })).toMatchObject({ EventCount: 3 });
  });

  it('replays to the rules that are named only', async () => {
    const { cloud, events, put, start, bodies } = await withArchive();
    await put('app', 1500);
    await bodies(1);
    const bus = cloud.arn('events', 'event-bus/default');
    await start({ Destination: { Arn: bus, FilterArns: [cloud.arn('events', 'rule/none')] } });
    const state = async () =>
      (await events<{ State: string }>('DescribeReplay', { ReplayName: 'replay' })).State;
    await cloud.until(async () => (await state()) === 'COMPLETED');
    expect(await cloud.messageCount('queue')).toBe(1);
  });

  it('refuses a replay that cannot be', async () => {
    const { cloud, events, start } = await withArchive();
    await events('CreateEventBus', { Name: 'bus' });
    await expect(start({ EventEndTime: 1000 })).rejects.toThrow(
      'Parameter EventEndTime is not valid. Reason: EventStartTime must be before EventEndTime.',
    );
    const Destination = { Arn: cloud.arn('events', 'event-bus/bus') };
    await expect(start({ EventEndTime: 1000, Destination })).rejects.toThrow('EventEndTime');
    await expect(start({ Destination })).rejects.toThrow(
      'Parameter Destination.Arn is not valid. Reason: Cross event bus replay is not permitted.',
    );
    await expect(start({ EventSourceArn: cloud.arn('events', 'archive/none') })).rejects.toThrow(
      'Parameter EventSourceArn is not valid. Reason: Archive none does not exist.',
    );
    await start();
    await expect(start()).rejects.toThrow('Replay replay already exists.');
  });

  it('forgets what is older than its retention', async () => {
    const { clock, events, put } = await withArchive();
    await events('UpdateArchive', { ArchiveName: 'archive', RetentionDays: 1 });
    await put('app', 1500);
    clock.advance(86_400_001);
    expect(await events('DescribeArchive', { ArchiveName: 'archive' })).toMatchObject({
      EventCount: 0,
      RetentionDays: 1,
    });
  });
});

describe('AWS::Events', () => {
  it('rules, buses and archives are made from a template, and made again without harm', async () => {
    const { cloud, events } = setUp();
    const make = (type: string, properties: object) =>
      cloud
        .resource('events', `AWS::Events::${type}`)
        .create({ logicalId: type, type, physicalName: `stack-${type}`, properties: { ...properties } });
    const twice = async (type: string, properties: object) => {
      await make(type, properties);
      return make(type, properties);
    };
    expect(await twice('EventBus', { Name: 'bus' })).toMatchObject({
      ref: 'bus',
      attributes: { Arn: cloud.arn('events', 'event-bus/bus') },
    });
    const Targets = [{ Id: 't', Arn: cloud.arn('sqs', 'queue') }];
    const rule = await twice('Rule', { EventBusName: 'bus', EventPattern: { source: ['app'] }, Targets });
    expect(rule).toMatchObject({
      ref: 'stack-Rule',
      attributes: { Arn: cloud.arn('events', 'rule/bus/stack-Rule') },
    });
    const SourceArn = cloud.arn('events', 'event-bus/bus');
    await twice('Archive', {
      ArchiveName: 'a',
      SourceArn,
      EventPattern: { source: ['app'] },
      RetentionDays: 30,
    });
    expect(await events('DescribeArchive', { ArchiveName: 'a' })).toMatchObject({
      EventPattern: PATTERN,
      RetentionDays: 30,
    });
    expect(await events('ListTargetsByRule', { Rule: 'stack-Rule', EventBusName: 'bus' })).toMatchObject({
      Targets,
    });
  });
});
