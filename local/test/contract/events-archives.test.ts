import {
  DescribeArchiveCommand,
  DescribeReplayCommand,
  StartReplayCommand,
  type StartReplayCommandInput,
} from '@aws-sdk/client-eventbridge';
import { contractCloud, unique } from './contract-cloud';
import { eventually } from './eventually';
import { ShopEvents } from './shop-events';

const cloud = contractCloud({
  resources: {
    Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: unique('archived') } },
    Archive: {
      Type: 'AWS::Events::Archive',
      Properties: {
        ...{ SourceArn: { 'Fn::GetAtt': ['Bus', 'Arn'] }, RetentionDays: 1 },
        EventPattern: { source: ['shop'] },
      },
    },
  },
  outputs: {
    Bus: { Ref: 'Bus' },
    BusArn: { 'Fn::GetAtt': ['Bus', 'Arn'] },
    Archive: { Ref: 'Archive' },
    ArchiveArn: { 'Fn::GetAtt': ['Archive', 'Arn'] },
  },
});
const shop = new ShopEvents(cloud);

const SPAN = {
  EventStartTime: new Date(Date.now() - 7_200_000),
  EventEndTime: new Date(Date.now() + 7_200_000),
};

async function start(more: Partial<StartReplayCommandInput> = {}) {
  const { BusArn: Arn, ArchiveArn: EventSourceArn } = cloud.outputs;
  const input = { ReplayName: unique('replay'), EventSourceArn, ...SPAN, Destination: { Arn }, ...more };
  const answer = await shop.client.send(new StartReplayCommand(input));
  return { name: input.ReplayName, answer };
}

const completed = (ReplayName: string) =>
  eventually(async () => {
    const { State } = await shop.client.send(new DescribeReplayCommand({ ReplayName }));
    return State === 'COMPLETED';
  }, 900);

const held = async () => {
  const asked = new DescribeArchiveCommand({ ArchiveName: cloud.outputs.Archive });
  const { EventCount, SizeBytes } = await shop.client.send(asked);
  return { EventCount, SizeBytes };
};

// User guide, "Archiving and replaying events"
describe('an archive', () => {
  it("keeps what matches; a replay sends it again in order, marked with the replay's name, to the rules that are named", async () => {
    const { Bus: bus = '', BusArn: Arn } = cloud.outputs;
    const [chosen, other] = [await shop.queue(), await shop.queue()];
    const rule = await shop.rule(bus, [{ Arn: chosen.arn }]);
    await shop.rule(bus, [{ Arn: other.arn }], { source: ['shop', 'elsewhere'] });
    const at = (minutes: number) => new Date(Math.floor(Date.now() / 1000) * 1000 - minutes * 60_000);
    const entry = (id: string, minutes: number, Source = 'shop') => ({
      Source,
      Time: at(minutes),
      Detail: `{"id":"${id}"}`,
    });
    await shop.put(
      bus,
      entry('second', 20),
      entry('first', 40),
      entry('too old', 300),
      entry('none', 20, 'elsewhere'),
    );
    const sent = [];
    for (let count = 0; count < 3; count++)
      sent.push(JSON.parse((await shop.received(chosen.url)).Body) as { id: string });
    await eventually(async () => (await held()).EventCount === 3, 900);
    const before = await held();
    const { name, answer } = await start({ Destination: { Arn, FilterArns: [rule.arn ?? ''] } });
    expect(answer).toMatchObject({ State: 'STARTING' });
    const again = [];
    for (let count = 0; count < 2; count++)
      again.push(JSON.parse((await shop.received(chosen.url)).Body) as { id: string });
    expect(again).toMatchObject([
      { 'replay-name': name, detail: { id: 'first' } },
      { 'replay-name': name, detail: { id: 'second' } },
    ]);
    expect(sent.map(({ id }) => id)).toEqual(expect.arrayContaining(again.map(({ id }) => id)));
    await completed(name);
    expect(await held()).toEqual(before);
    for (let count = 0; count < 4; count++)
      expect(JSON.parse((await shop.received(other.url)).Body)).not.toHaveProperty('replay-name');
  }, 2_000_000);

  it('is described', async () => {
    const { Archive: ArchiveName, BusArn: EventSourceArn } = cloud.outputs;
    expect(await shop.client.send(new DescribeArchiveCommand({ ArchiveName }))).toMatchObject({
      ...{ ArchiveName, EventSourceArn, ArchiveArn: cloud.outputs.ArchiveArn, State: 'ENABLED' },
      ...{ RetentionDays: 1, EventPattern: expect.stringContaining('"shop"') as string },
    });
    const none = shop.client.send(new DescribeArchiveCommand({ ArchiveName: 'contract-none' }));
    await expect(none).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Archive contract-none does not exist.',
    });
  });
});

describe('a replay that cannot be', () => {
  it.each<
    [string, () => Partial<StartReplayCommandInput> | Promise<Partial<StartReplayCommandInput>>, string]
  >([
    [
      'ends before it begins',
      () => ({ EventEndTime: SPAN.EventStartTime }),
      'Parameter EventEndTime is not valid. Reason: EventStartTime must be before EventEndTime.',
    ],
    [
      'goes to another bus',
      async () => ({ Destination: { Arn: (await shop.bus()).arn } }),
      'Parameter Destination.Arn is not valid. Reason: Cross event bus replay is not permitted.',
    ],
    [
      'goes to no bus',
      () => ({ Destination: { Arn: 'bus' } }),
      'Parameter Destination.Arn is not valid. Reason: Must contain an event bus ARN.',
    ],
    [
      'is of no archive',
      () => ({ EventSourceArn: `arn:aws:events:${cloud.region}:${cloud.accountId}:archive/none` }),
      'Parameter EventSourceArn is not valid. Reason: Archive none does not exist.',
    ],
  ])('%s', async (_what, change, message) => {
    await expect(start(await change())).rejects.toMatchObject({ name: 'ValidationException', message });
  });

  it('has the name of another', async () => {
    const { name } = await start();
    await expect(start({ ReplayName: name })).rejects.toMatchObject({
      name: 'ResourceAlreadyExistsException',
      message: `Replay ${name} already exists.`,
    });
    await completed(name);
  }, 1_000_000);
});
