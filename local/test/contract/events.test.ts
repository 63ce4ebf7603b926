import {
  CreateEventBusCommand,
  DeleteEventBusCommand,
  DescribeEventBusCommand,
  PutEventsCommand,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';
import { contractCloud, unique } from './contract-cloud';
import { ENTRY, ShopEvents } from './shop-events';

const cloud = contractCloud();
const shop = new ShopEvents(cloud);

describe('PutEvents', () => {
  it('answers with an id an entry and sends the envelope to a target', async () => {
    // User guide, "Event structure"; API reference, PutEvents
    const { bus, next } = await shop.delivered();
    const { Entries, FailedEntryCount } = await shop.put(bus, { Resources: ['arn:aws:s3:::a'] });
    expect(FailedEntryCount).toBe(0);
    const { Body } = await next();
    expect(JSON.parse(Body)).toEqual({
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
    expect(Body).toMatch(/^{"version":"0","id":"[^"]+","detail-type":"ordered","source":"shop"/);
  });

  it('keeps the time that it is given, to the second', async () => {
    const { bus, next } = await shop.delivered();
    await shop.put(bus, { Time: new Date('2026-01-02T03:04:05.678Z') });
    expect(JSON.parse((await next()).Body)).toMatchObject({ time: '2026-01-02T03:04:05Z' });
  });

  const required = (name: string) =>
    `Parameter ${name} is not valid. Reason: ${name} is a required argument.`;
  const nested = `{"a":${'['.repeat(1001)}${']'.repeat(1001)}}`;

  it.each<[string, Partial<PutEventsRequestEntry>, string, string]>([
    ['has no Source', { Source: undefined }, 'InvalidArgument', required('Source')],
    ['has an empty DetailType', { DetailType: '' }, 'InvalidArgument', required('DetailType')],
    ['has no Detail', { Detail: undefined }, 'InvalidArgument', required('Detail')],
    ['has a Detail that is no JSON', { Detail: '{' }, 'MalformedDetail', 'Detail is malformed.'],
    ['has a Detail that is a list', { Detail: '[1]' }, 'MalformedDetail', 'Detail is malformed.'],
    ['has a Detail that is a text', { Detail: '"text"' }, 'MalformedDetail', 'Detail is malformed.'],
    ['has a Detail that is too deep', { Detail: nested }, 'MalformedDetail', 'Detail is malformed.'],
    [
      'comes in the name of AWS',
      { Source: 'aws.ec2' },
      'NotAuthorizedForSourceException',
      'Not authorized for the source.',
    ],
  ])('fails an entry alone that %s', async (_what, wrong, ErrorCode, ErrorMessage) => {
    // API reference, PutEvents and PutEventsResultEntry: an entry fails by itself
    const answer = await shop.put('default', { ...wrong }, {});
    const EventId = expect.any(String) as string;
    expect(answer).toMatchObject({
      FailedEntryCount: 1,
      Entries: [{ ErrorCode, ErrorMessage }, { EventId }],
    });
  });

  it.each<[string, PutEventsRequestEntry[] | undefined, string]>([
    ['none at all', undefined, 'Member must not be null'],
    ['no entry', [], 'Member must have length greater than or equal to 1'],
    ['more than ten', Array(11).fill(ENTRY) as object[], 'Member must have length less than or equal to 10'],
  ])('takes one to ten entries, not %s', async (_what, Entries, constraint) => {
    await expect(shop.client.send(new PutEventsCommand({ Entries }))).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining(`at 'entries' failed to satisfy constraint: ${constraint}`) as string,
    });
  });

  it('takes less than 1 MiB in all, counting a time as 14 bytes', async () => {
    // User guide, "Calculating Amazon EventBridge PutEvents event entry size"
    const others = 'shop'.length + 'ü'.length + 1 + 'arn:a'.length + 14;
    const entry = (bytes: number) => ({
      ...{ DetailType: 'ü', Resources: ['arn:a'], Time: new Date(0) },
      Detail: JSON.stringify({ a: 'x'.repeat(bytes - '{"a":""}'.length - others) }),
    });
    await expect(shop.put('default', entry(500_000), entry(548_575))).resolves.toMatchObject({
      FailedEntryCount: 0,
    });
    await expect(shop.put('default', entry(500_000), entry(548_576))).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'Total size of the entries in the request is over the limit.',
    });
  });

  it('takes an event for a bus that is not there', async () => {
    // aws-sdk issue 186: the answer is a success and the event is gone
    const { Entries, FailedEntryCount } = await shop.put(unique('none'), {});
    expect(FailedEntryCount).toBe(0);
    expect(Entries).toEqual([{ EventId: expect.any(String) as string }]);
  });
});

describe('a bus', () => {
  it('is made once', async () => {
    const { name } = await shop.bus();
    await expect(shop.client.send(new CreateEventBusCommand({ Name: name }))).rejects.toMatchObject({
      name: 'ResourceAlreadyExistsException',
      message: `Event bus ${name} already exists.`,
    });
  });

  it('is described by its name and by its ARN', async () => {
    const { name, arn } = await shop.bus();
    expect(arn).toBe(`arn:aws:events:${cloud.region}:${cloud.accountId}:event-bus/${name}`);
    for (const Name of [name, arn])
      expect(await shop.client.send(new DescribeEventBusCommand({ Name }))).toMatchObject({
        Name: name,
        Arn: arn,
      });
  });

  it('default is always there and stays', async () => {
    expect(await shop.client.send(new DescribeEventBusCommand({}))).toMatchObject({ Name: 'default' });
    await expect(shop.client.send(new DeleteEventBusCommand({ Name: 'default' }))).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'Cannot delete event bus default.',
    });
  });

  it('that is not there is deleted without an error', async () => {
    const call = shop.client.send(new DeleteEventBusCommand({ Name: unique('none') }));
    await expect(call).resolves.toMatchObject({ $metadata: { httpStatusCode: 200 } });
  });

  it('has no slash in its name', async () => {
    await expect(shop.client.send(new CreateEventBusCommand({ Name: 'a/b' }))).rejects.toMatchObject({
      message: "Event bus name must not contain '/'.",
    });
  });
});
