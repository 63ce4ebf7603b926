import { createEvents } from '../../../../src/services/events/events-service';
import { manualClock } from '../../sqs/manual-clock';
import { testCloud } from '../../sqs/test-cloud';

const HOUR = 3_600_000;
const MACHINE = 'arn:aws:states:us-east-1:000000000000:stateMachine:nightly';

async function setUp() {
  const clock = manualClock();
  const cloud = testCloud([createEvents], { clock });
  const started: { stateMachineArn: string; input: string }[] = [];
  cloud.fake('states', { StartExecution: (input: never) => void started.push(input) });
  await cloud.start();
  const events = (operation: string, input: object) => cloud.call('events', operation, input);
  const rule = async (Name: string, ScheduleExpression: string, target: object = {}) => {
    await events('PutRule', { Name, ScheduleExpression });
    const Targets = [{ Id: 'it', Arn: MACHINE, RoleArn: 'arn:aws:iam::000000000000:role/r', ...target }];
    await events('PutTargets', { Rule: Name, Targets });
  };
  const settled = async (count: number) => {
    await cloud.until(() => started.length >= count);
    await new Promise(setImmediate);
    expect(started).toHaveLength(count);
  };
  return { clock, started, events, rule, settled };
}

it('starts a workflow at its times with its input, or with the event of the schedule', async () => {
  const { clock, started, rule, settled } = await setUp();
  await rule('nightly', 'cron(0 3 * * ? *)', { Input: '{"apply":["missing"]}' });
  await rule('often', 'rate(2 hours)');
  clock.advance(4 * HOUR);
  await settled(3);
  expect(started.map(({ input }) => JSON.parse(input) as unknown)).toEqual([
    expect.objectContaining({ time: '2026-01-01T02:00:00Z' }),
    { apply: ['missing'] },
    {
      ...{ version: '0', id: expect.any(String) as string, 'detail-type': 'Scheduled Event' },
      ...{ source: 'aws.events', account: '000000000000', region: 'us-east-1' },
      ...{ time: '2026-01-01T04:00:00Z', detail: {} },
      resources: ['arn:aws:events:us-east-1:000000000000:rule/often'],
    },
  ]);
  expect(started[0]?.stateMachineArn).toBe(MACHINE);
});

it('rests while it is disabled, and a rate counts from when it is enabled again', async () => {
  const { clock, started, events, rule, settled } = await setUp();
  await rule('often', 'rate(1 hour)');
  await events('DisableRule', { Name: 'often' });
  clock.advance(1.5 * HOUR);
  await events('EnableRule', { Name: 'often' });
  clock.advance(0.9 * HOUR);
  await settled(0);
  clock.advance(0.1 * HOUR);
  await settled(1);
  expect(started[0]?.input).toContain('"time":"2026-01-01T02:30:00Z"');
});

it('is described and ends with its rule', async () => {
  const { clock, events, rule, settled } = await setUp();
  await rule('often', 'rate(1 hour)');
  expect(await events('DescribeRule', { Name: 'often' })).toMatchObject({
    ...{ ScheduleExpression: 'rate(1 hour)', EventPattern: undefined, State: 'ENABLED' },
  });
  await events('RemoveTargets', { Rule: 'often', Ids: ['it'] });
  await events('DeleteRule', { Name: 'often' });
  clock.advance(5 * HOUR);
  await settled(0);
});
