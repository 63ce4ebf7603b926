import type { Target } from '@aws-sdk/client-eventbridge';
import { contractCloud } from './contract-cloud';
import { ShopEvents } from './shop-events';

const cloud = contractCloud();
const shop = new ShopEvents(cloud);

const DETAIL = {
  ...{ name: 'Ann "A" Lee', age: 42, admin: true, tags: ['a', 'b'] },
  deep: { list: [{ id: 7 }, { id: 8 }] },
};
const InputPathsMap = {
  ...{ name: '$.detail.name', age: '$.detail.age', admin: '$.detail.admin', tags: '$.detail.tags' },
  ...{ deep: '$.detail.deep', id: '$.detail.deep.list[1].id', ids: '$.detail.deep.list[*].id' },
  ...{ type: '$.detail-type', none: '$.detail.none' },
};

/** What a target with this input gets of an event with all sorts of values. */
async function gets(input: Partial<Target>): Promise<string> {
  const { bus, next } = await shop.delivered(input);
  await shop.put(bus, { Detail: JSON.stringify(DETAIL) });
  return (await next()).Body;
}

const filled = (InputTemplate: string) => gets({ InputTransformer: { InputPathsMap, InputTemplate } });

// User guide, "Amazon EventBridge input transformation"
describe('a target', () => {
  it.each<[Partial<Target>, unknown]>([
    [{}, { source: 'shop', detail: DETAIL }],
    [{ Input: '{"fixed":true}' }, { fixed: true }],
    [{ InputPath: '$.detail.deep' }, DETAIL.deep],
  ])('gets with %j what it asks for', async (input, expected) => {
    expect(JSON.parse(await gets(input))).toMatchObject(expected as object);
  });

  it.each<[template: string, expected: unknown]>([
    ['{"n": <name>, "a": <age>, "x": <admin>}', { n: 'Ann "A" Lee', a: 42, x: true }],
    ['{"t": <tags>, "d": <deep>}', { t: ['a', 'b'], d: DETAIL.deep }],
    ['{"path": "users/<id>/<age>"}', { path: 'users/8/42' }],
    ['{"quoted": "<name>"}', { quoted: 'Ann "A" Lee' }],
    ['{"ids": <ids>}', { ids: [7, 8] }],
    ['{"none": <none>, "quoted": "<none>"}', { none: '', quoted: '' }],
    ['{"escaped \\" quote": <age>}', { 'escaped " quote': 42 }],
    ['{"rule": <aws.events.rule-name>}', { rule: expect.stringMatching(/^contract-rule-/) as string }],
    [
      '{"at": <aws.events.event.ingestion-time>}',
      { at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string },
    ],
    [
      '{"all": <aws.events.event.json>}',
      { all: expect.objectContaining({ source: 'shop', detail: DETAIL }) as object },
    ],
  ])('gets the template %s filled in', async (template, expected) => {
    expect(JSON.parse(await filled(template))).toEqual(expected);
  });

  it('gets a text of a text, with lists and objects bare', async () => {
    expect(await filled('"<type> of <id>: <tags>, <deep>, <none>."')).toBe(
      '"ordered of 8: [a,b], {list:[{id:7},{id:8}]}, ."',
    );
  });

  it('gets lines of lines', async () => {
    expect(await filled('"<age> years"\n"<id>"')).toBe('"42 years"\n"8"');
  });

  it('gets the event without its detail', async () => {
    const { all } = JSON.parse(await filled('{"all": <aws.events.event>}')) as { all: object };
    expect(all).toMatchObject({ source: 'shop', detailType: 'ordered' });
    expect(all).not.toHaveProperty('detail');
  });

  it.each(['{"t": "<tags>"}', '<tags> and more'])(
    'gets nothing of %s, which makes no JSON',
    async (template) => {
      const dead = await shop.queue();
      const InputTransformer = { InputPathsMap, InputTemplate: template };
      const { bus } = await shop.delivered({ InputTransformer, DeadLetterConfig: { Arn: dead.arn } });
      await shop.put(bus, { Detail: JSON.stringify(DETAIL) });
      expect((await shop.received(dead.url)).MessageAttributes).toMatchObject({
        ERROR_CODE: { StringValue: expect.any(String) as string },
      });
    },
  );
});
