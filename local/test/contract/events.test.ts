import {
  CreateArchiveCommand,
  CreateEventBusCommand,
  DeleteArchiveCommand,
  DeleteEventBusCommand,
  DeleteRuleCommand,
  DescribeArchiveCommand,
  DescribeEventBusCommand,
  DescribeReplayCommand,
  DescribeRuleCommand,
  EventBridgeClient,
  ListTargetsByRuleCommand,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
  StartReplayCommand,
  type PutEventsRequestEntry,
  type Target,
} from '@aws-sdk/client-eventbridge';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { contractCloud, unique } from './contract-cloud';
import { eventually } from './eventually';
import { targetQueue } from './target-queue';

const cloud = contractCloud();
let events: EventBridgeClient;
let sqs: SQSClient;

beforeAll(() => {
  events = new EventBridgeClient(cloud.config);
  sqs = new SQSClient(cloud.config);
});

async function bus() {
  const Name = unique('bus');
  const { EventBusArn: arn = '' } = await events.send(new CreateEventBusCommand({ Name }));
  cloud.afterwards(() => events.send(new DeleteEventBusCommand({ Name })));
  return { name: Name, arn };
}

/** A queue that EventBridge may send to. */
const queue = () => targetQueue(cloud, sqs, 'events.amazonaws.com');

async function rule(
  EventBusName: string,
  targets: Omit<Target, 'Id'>[],
  pattern: object = { source: ['shop'] },
) {
  const Name = unique('rule');
  const EventPattern = JSON.stringify(pattern);
  const { RuleArn } = await events.send(new PutRuleCommand({ Name, EventBusName, EventPattern }));
  const Targets = targets.map((target, index) => ({ Id: `t${index}`, ...target }));
  if (Targets.length > 0) await events.send(new PutTargetsCommand({ Rule: Name, EventBusName, Targets }));
  cloud.afterwards(async () => {
    const Ids = Targets.map(({ Id = '' }) => Id);
    if (Ids.length > 0) await events.send(new RemoveTargetsCommand({ Rule: Name, EventBusName, Ids }));
    await events.send(new DeleteRuleCommand({ Name, EventBusName }));
  });
  return { name: Name, arn: RuleArn };
}

const put = (EventBusName: string, ...entries: PutEventsRequestEntry[]) =>
  events.send(
    new PutEventsCommand({ Entries: entries.map((entry) => ({ EventBusName, ...ENTRY, ...entry })) }),
  );

const ENTRY = { Source: 'shop', DetailType: 'ordered', Detail: '{"id":1}' };

async function received(url: string): Promise<{ Body: string; Attributes: Record<string, string> } & object> {
  const input = { QueueUrl: url, WaitTimeSeconds: 5, MessageAttributeNames: ['All'] };
  return eventually(async () => {
    const [message] = (await sqs.send(new ReceiveMessageCommand(input))).Messages ?? [];
    return message as never;
  }, 60);
}

describe('PutEvents', () => {
  it('answers with an id an entry and sends the envelope to a target', async () => {
    // User guide, "Event structure"; API reference, PutEvents
    const { name } = await bus();
    const { url, arn } = await queue();
    await rule(name, [{ Arn: arn }]);
    const { Entries, FailedEntryCount } = await put(name, { Resources: ['arn:aws:s3:::a'] });
    expect(FailedEntryCount).toBe(0);
    const event = JSON.parse((await received(url)).Body) as Record<string, unknown>;
    expect(event).toEqual({
      version: '0',
      id: Entries?.[0]?.EventId,
      'detail-type': 'ordered',
      source: 'shop',
      account: cloud.accountId,
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) as string,
      region: cloud.region,
      resources: ['arn:aws:s3:::a'],
      detail: { id: 1 },
    });
  });

  it('keeps the time that it is given, to the second', async () => {
    const { name } = await bus();
    const { url, arn } = await queue();
    await rule(name, [{ Arn: arn }]);
    await put(name, { Time: new Date('2026-01-02T03:04:05.678Z') });
    expect(JSON.parse((await received(url)).Body)).toMatchObject({ time: '2026-01-02T03:04:05Z' });
  });

  it.each<[string, Partial<PutEventsRequestEntry>, string]>([
    ['has no Source', { Source: undefined }, 'InvalidArgument'],
    ['has no DetailType', { DetailType: undefined }, 'InvalidArgument'],
    ['has no Detail', { Detail: undefined }, 'InvalidArgument'],
    ['has a Detail that is no JSON', { Detail: '{' }, 'MalformedDetail'],
    ['has a Detail that is no object', { Detail: '[1]' }, 'MalformedDetail'],
  ])('fails an entry alone that %s', async (_what, wrong, ErrorCode) => {
    // API reference, PutEvents: an entry fails by itself
    const { name } = await bus();
    const answer = await put(name, { ...wrong }, {});
    const EventId = expect.any(String) as string;
    expect(answer).toMatchObject({ FailedEntryCount: 1, Entries: [{ ErrorCode }, { EventId }] });
  });

  it.each([
    ['no entry', []],
    ['more than ten', Array.from({ length: 11 }, () => ENTRY)],
  ])('takes one to ten entries, not %s', async (_what, Entries) => {
    await expect(events.send(new PutEventsCommand({ Entries }))).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });

  it('takes up to 1 MiB in all', async () => {
    // User guide, "Calculating Amazon EventBridge PutEvents event entry size"; quotas
    const Detail = JSON.stringify({ text: 'x'.repeat(1_048_576) });
    await expect(put('default', { Detail })).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('takes an event for a bus that is not there', async () => {
    // aws-sdk issue 186: the answer is a success and the event is gone
    expect(await put(unique('none'), {})).toMatchObject({ FailedEntryCount: 0 });
  });

  it('refuses an event in the name of AWS', async () => {
    // API reference, PutEvents: NotAuthorizedForSourceException
    const { Entries } = await put('default', { Source: 'aws.ec2' });
    expect(Entries?.[0]).toMatchObject({ ErrorCode: 'NotAuthorizedForSourceException' });
  });
});

describe('a rule', () => {
  it('lets through what its pattern matches, and nothing while it is disabled', async () => {
    const { name } = await bus();
    const { url, arn } = await queue();
    await rule(name, [{ Arn: arn }], { detail: { size: [{ numeric: ['>', 5] }] } });
    await put(name, { Detail: '{"size":1}' }, { Detail: '{"size":9}' });
    expect(JSON.parse((await received(url)).Body)).toMatchObject({ detail: { size: 9 } });
  });

  it('is described and keeps its targets', async () => {
    const { name } = await bus();
    const { arn } = await queue();
    const made = await rule(name, [{ Arn: arn }]);
    const described = await events.send(new DescribeRuleCommand({ Name: made.name, EventBusName: name }));
    expect(described).toMatchObject({ Arn: made.arn, State: 'ENABLED', EventPattern: '{"source":["shop"]}' });
    const listed = await events.send(new ListTargetsByRuleCommand({ Rule: made.name, EventBusName: name }));
    expect(listed.Targets).toMatchObject([{ Id: 't0', Arn: arn }]);
  });

  it('has a pattern or a schedule', async () => {
    // API reference, PutRule
    await expect(events.send(new PutRuleCommand({ Name: unique('no') }))).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });

  it('is deleted after its targets', async () => {
    // API reference, DeleteRule
    const { name } = await bus();
    const { arn } = await queue();
    const made = await rule(name, [{ Arn: arn }]);
    const call = events.send(new DeleteRuleCommand({ Name: made.name, EventBusName: name }));
    await expect(call).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('that is not there is ResourceNotFoundException', async () => {
    await expect(events.send(new DescribeRuleCommand({ Name: unique('none') }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  it('has up to five targets', async () => {
    // User guide, "Amazon EventBridge quotas"
    const { name } = await bus();
    const { arn } = await queue();
    const call = rule(
      name,
      Array.from({ length: 6 }, () => ({ Arn: arn })),
    );
    await expect(call).rejects.toMatchObject({ name: 'LimitExceededException' });
  });

  it.each<[string, Partial<Target>, string]>([
    ['a constant', { Input: '{"fixed":true}' }, '{"fixed":true}'],
    ['a part of the event', { InputPath: '$.detail' }, '{"id":1}'],
    [
      'a template of values',
      { InputTransformer: { InputPathsMap: { id: '$.detail.id' }, InputTemplate: '{"order": <id>}' } },
      '{"order":1}',
    ],
  ])('sends %s instead of the event', async (_what, input, body) => {
    // User guide, "Amazon EventBridge input transformation"
    const { name } = await bus();
    const { url, arn } = await queue();
    await rule(name, [{ Arn: arn, ...input }]);
    await put(name, {});
    expect(JSON.parse((await received(url)).Body)).toEqual(JSON.parse(body));
  });

  it('sends a text of several values', async () => {
    const { name } = await bus();
    const { url, arn } = await queue();
    const InputTransformer = { InputPathsMap: { id: '$.detail.id' }, InputTemplate: '"order <id>"' };
    await rule(name, [{ Arn: arn, InputTransformer }]);
    await put(name, {});
    expect((await received(url)).Body).toBe('"order 1"');
  });

  it('gives up what it cannot deliver to its dead-letter queue, saying why', async () => {
    // User guide, "Using dead-letter queues to process undelivered events"
    const { name } = await bus();
    const dead = await queue();
    const gone = `arn:aws:sqs:${cloud.region}:${cloud.accountId}:${unique('gone')}`;
    await rule(name, [
      { Arn: gone, DeadLetterConfig: { Arn: dead.arn }, RetryPolicy: { MaximumRetryAttempts: 0 } },
    ]);
    await put(name, {});
    const message = await received(dead.url);
    expect(JSON.parse(message.Body)).toMatchObject({ source: 'shop' });
    expect(message).toMatchObject({
      MessageAttributes: {
        RULE_ARN: { StringValue: expect.stringContaining(':rule/') as string },
        TARGET_ARN: { StringValue: gone },
        ERROR_CODE: { StringValue: expect.any(String) as string },
        ERROR_MESSAGE: { StringValue: expect.any(String) as string },
      },
    });
  });
});

describe('an archive', () => {
  it("keeps events and replays them to the bus, marked with the replay's name", async () => {
    // User guide, "Archiving and replaying events": replay-name
    const { name, arn } = await bus();
    const target = await queue();
    const ArchiveName = unique('a').slice(0, 48);
    await events.send(new CreateArchiveCommand({ ArchiveName, EventSourceArn: arn }));
    cloud.afterwards(() => events.send(new DeleteArchiveCommand({ ArchiveName })));
    await put(name, {});
    const archive = await eventually(async () => {
      const described = await events.send(new DescribeArchiveCommand({ ArchiveName }));
      return (described.EventCount ?? 0) > 0 && described;
    }, 900);
    await rule(name, [{ Arn: target.arn }]);
    const ReplayName = unique('replay');
    await events.send(
      new StartReplayCommand({
        ReplayName,
        EventSourceArn: archive.ArchiveArn,
        EventStartTime: new Date(Date.now() - 3_600_000),
        EventEndTime: new Date(Date.now() + 3_600_000),
        Destination: { Arn: arn },
      }),
    );
    expect(JSON.parse((await received(target.url)).Body)).toMatchObject({ 'replay-name': ReplayName });
    await eventually(async () => {
      const { State } = await events.send(new DescribeReplayCommand({ ReplayName }));
      return State === 'COMPLETED';
    }, 900);
  }, 1_900_000);
});

describe('a bus', () => {
  it('is made once', async () => {
    const { name } = await bus();
    await expect(events.send(new CreateEventBusCommand({ Name: name }))).rejects.toMatchObject({
      name: 'ResourceAlreadyExistsException',
    });
  });

  it('default is always there and stays', async () => {
    expect(await events.send(new DescribeEventBusCommand({}))).toMatchObject({ Name: 'default' });
    await expect(events.send(new DeleteEventBusCommand({ Name: 'default' }))).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });
});
