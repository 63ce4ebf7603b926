import {
  DeleteRuleCommand,
  DescribeRuleCommand,
  DisableRuleCommand,
  EnableRuleCommand,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  PutRuleCommand,
  PutTargetsCommand,
  type PutRuleCommandInput,
  type Target,
} from '@aws-sdk/client-eventbridge';
import { contractCloud, unique } from './contract-cloud';
import { ShopEvents } from './shop-events';

const cloud = contractCloud();
const shop = new ShopEvents(cloud);

describe('a rule', () => {
  it('lets through what its pattern matches', async () => {
    const { bus, next } = await shop.delivered({}, { detail: { size: [{ numeric: ['>', 5] }] } });
    await shop.put(bus, { Detail: '{"size":1}' }, { Detail: '{"size":9}' });
    expect(JSON.parse((await next()).Body)).toMatchObject({ detail: { size: 9 } });
  });

  it('delivers nothing while it is disabled', async () => {
    // API reference, DisableRule: "A disabled rule won't match any events"
    const { bus, rule, next } = await shop.delivered();
    const named = { Name: rule.name, EventBusName: bus };
    const state = async () => (await shop.client.send(new DescribeRuleCommand(named))).State;
    await shop.client.send(new DisableRuleCommand(named));
    expect(await state()).toBe('DISABLED');
    await cloud.wait(20);
    await shop.put(bus, { Detail: '{"is":"disabled"}' });
    await cloud.wait(20);
    await shop.client.send(new EnableRuleCommand(named));
    expect(await state()).toBe('ENABLED');
    await cloud.wait(20);
    await shop.put(bus, { Detail: '{"is":"enabled"}' });
    expect(JSON.parse((await next()).Body)).toMatchObject({ detail: { is: 'enabled' } });
  }, 400_000);

  it('is described and listed, and keeps its targets when it is put again', async () => {
    const { bus, queue, rule } = await shop.delivered();
    const named = { Name: rule.name, EventBusName: bus };
    const expected = { Name: rule.name, Arn: rule.arn, State: 'ENABLED', EventBusName: bus };
    const described = await shop.client.send(new DescribeRuleCommand(named));
    expect(described).toMatchObject({ ...expected, EventPattern: '{"source":["shop"]}' });
    await shop.client.send(new PutRuleCommand({ ...named, EventPattern: '{"source":["other"]}' }));
    const { Rules } = await shop.client.send(
      new ListRulesCommand({ EventBusName: bus, NamePrefix: rule.name.slice(0, -1) }),
    );
    expect(Rules).toMatchObject([{ ...expected, EventPattern: '{"source":["other"]}' }]);
    const targets = await shop.client.send(
      new ListTargetsByRuleCommand({ Rule: rule.name, EventBusName: bus }),
    );
    expect(targets.Targets).toMatchObject([{ Id: 't0', Arn: queue.arn }]);
  });

  it('is listed page by page, up to 100 on one', async () => {
    const { name: EventBusName } = await shop.bus();
    const names = [(await shop.rule(EventBusName, [])).name, (await shop.rule(EventBusName, [])).name];
    const first = await shop.client.send(new ListRulesCommand({ EventBusName, Limit: 1 }));
    const { NextToken } = first;
    const second = await shop.client.send(new ListRulesCommand({ EventBusName, Limit: 1, NextToken }));
    expect([first, second].flatMap(({ Rules = [] }) => Rules.map(({ Name }) => Name)).sort()).toEqual(
      names.sort(),
    );
    await expect(shop.client.send(new ListRulesCommand({ Limit: 101 }))).rejects.toMatchObject({
      name: 'ValidationException',
      message:
        "1 validation error detected: Value '101' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 100",
    });
  });

  it('has an ARN with its bus, unless that is the default one', async () => {
    const { name } = await shop.bus();
    const own = await shop.rule(name, []);
    const common = await shop.rule('default', []);
    const arn = `arn:aws:events:${cloud.region}:${cloud.accountId}:rule/`;
    expect(own.arn).toBe(`${arn}${name}/${own.name}`);
    expect(common.arn).toBe(`${arn}${common.name}`);
  });

  it.each<[string, Partial<PutRuleCommandInput>, string, string]>([
    [
      'neither pattern nor schedule',
      {},
      'ValidationException',
      'Parameter(s) EventPattern or ScheduleExpression must be specified.',
    ],
    [
      'a bad pattern',
      { EventPattern: '{"a":[]}' },
      'InvalidEventPatternException',
      'Empty arrays are not allowed',
    ],
    [
      'a pattern of more than 4,096 characters',
      { EventPattern: `{"a":["${'x'.repeat(4090)}"]}` },
      'ValidationException',
      'less than or equal to 4096',
    ],
    [
      'a bus that is not there',
      { EventBusName: 'contract-none', EventPattern: '{"a":[1]}' },
      'ResourceNotFoundException',
      'Event bus contract-none does not exist.',
    ],
  ])('is refused with %s', async (_what, input, name, message) => {
    // API reference, PutRule
    const call = shop.client.send(new PutRuleCommand({ Name: unique('no'), ...input }));
    await expect(call).rejects.toMatchObject({ name, message: expect.stringContaining(message) as string });
  });

  it('has a schedule on the default bus only', async () => {
    // User guide, "Creating a scheduled rule (legacy)"
    const { name: EventBusName } = await shop.bus();
    const rule = { Name: unique('rule'), EventBusName, ScheduleExpression: 'rate(1 hour)' };
    await expect(shop.client.send(new PutRuleCommand(rule))).rejects.toMatchObject({
      message: 'ScheduleExpression is supported only on the default event bus.',
    });
  });

  it('is deleted after its targets', async () => {
    // API reference, DeleteRule
    const { bus, rule } = await shop.delivered();
    await expect(
      shop.client.send(new DeleteRuleCommand({ Name: rule.name, EventBusName: bus })),
    ).rejects.toMatchObject({
      name: 'ValidationException',
      message: "Rule can't be deleted since it has targets.",
    });
  });

  it('that is not there is ResourceNotFoundException', async () => {
    const Name = unique('none');
    await expect(shop.client.send(new DescribeRuleCommand({ Name }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: `Rule ${Name} does not exist on EventBus default.`,
    });
  });

  it('has up to five targets', async () => {
    // User guide, "Amazon EventBridge quotas"
    const { name } = await shop.bus();
    const { arn } = await shop.queue();
    const call = shop.rule(name, Array<object>(6).fill({ Arn: arn }) as Target[]);
    await expect(call).rejects.toMatchObject({ name: 'LimitExceededException' });
  });

  it.each<[Partial<Target>, string]>([
    [
      { Id: 'a b' },
      "1 validation error detected: Value 'a b' at 'targets.1.member.id' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+",
    ],
    [
      { Input: '{}', InputPath: '$' },
      'Only one of Input, InputPath, or InputTransformer must be provided for target t.',
    ],
    [
      { InputTransformer: { InputTemplate: '"<what>"', InputPathsMap: {} } },
      'InputTemplate for target t contains invalid placeholder what.',
    ],
    [{ Arn: 'queue' }, 'Parameter queue is not valid. Reason: Provided Arn is not in correct format.'],
    [{ RetryPolicy: { MaximumRetryAttempts: 186 } }, '185'],
    [{ RetryPolicy: { MaximumEventAgeInSeconds: 59 } }, '60'],
    [
      { Arn: 'arn:aws:states:us-east-1:000000000000:stateMachine:m' },
      // Seen: what EventBridge calls by a role must have one.
      'RoleArn is required for target arn:aws:states:us-east-1:000000000000:stateMachine:m.',
    ],
  ])('refuses the target %j', async (change, message) => {
    // API reference, PutTargets, Target, RetryPolicy
    const { name: EventBusName } = await shop.bus();
    const { name: Rule } = await shop.rule(EventBusName, []);
    const Targets = [{ Id: 't', Arn: `arn:aws:sqs:${cloud.region}:${cloud.accountId}:q`, ...change }];
    const call = shop.client.send(new PutTargetsCommand({ Rule, EventBusName, Targets }));
    await expect(call).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining(message) as string,
    });
  });

  it('gives up what it cannot deliver to its dead-letter queue, saying why', async () => {
    // User guide, "Using dead-letter queues to process undelivered events"
    const dead = await shop.queue();
    const gone = `arn:aws:sqs:${cloud.region}:${cloud.accountId}:${unique('gone')}`;
    const { bus } = await shop.delivered({
      ...{ Arn: gone, DeadLetterConfig: { Arn: dead.arn }, RetryPolicy: { MaximumRetryAttempts: 0 } },
    });
    await shop.put(bus, {});
    const message = await shop.received(dead.url);
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
