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

it('refuses by name what only the local cloud does not do', async () => {
  const { events } = setUp();
  const partner = { Name: 'aws.partner/example.com/1/orders', EventSourceName: 'x' };
  await expect(events('CreateEventBus', partner)).rejects.toThrow(/EventSourceName/);
  const Entries = [{ Source: 'app', DetailType: 't', Detail: '{}' }];
  await expect(events('PutEvents', { Entries, EndpointId: 'a.b' })).rejects.toThrow(/EndpointId/);
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
    const archive = { ArchiveName: 'a', SourceArn, EventPattern: { source: ['app'] } };
    await make('Archive', { ...archive, RetentionDays: 1 });
    await twice('Archive', { ...archive, RetentionDays: 30 });
    expect(await events('DescribeArchive', { ArchiveName: 'a' })).toMatchObject({
      EventPattern: PATTERN,
      RetentionDays: 30,
    });
    expect(await events('ListTargetsByRule', { Rule: 'stack-Rule', EventBusName: 'bus' })).toMatchObject({
      Targets,
    });
  });

  // EventBridge user guide, "Archiving events in Amazon EventBridge": retention period.
  it('an archive forgets what is older than its retention', async () => {
    const { clock, cloud, events } = setUp();
    const resource = { logicalId: 'A', type: 'AWS::Events::Archive', physicalName: 'a' };
    const properties = { SourceArn: cloud.arn('events', 'event-bus/default'), RetentionDays: 1 };
    await cloud.resource('events', resource.type).create({ ...resource, properties });
    const count = async () =>
      (await events<{ EventCount: number }>('DescribeArchive', { ArchiveName: 'a' })).EventCount;
    await events('PutEvents', { Entries: [{ Source: 'app', DetailType: 't', Detail: '{}' }] });
    clock.advance(86_400_000);
    expect(await count()).toBe(1);
    clock.advance(1);
    expect(await count()).toBe(0);
  });
});
