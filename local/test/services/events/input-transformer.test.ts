import type { Event } from '../../../src/services/events/event';
import { checkTemplate, transform } from '../../../src/services/events/input-transformer';

const event: Event = {
  version: '0',
  id: 'the-id',
  'detail-type': 'user.registered',
  source: 'app',
  account: '000000000000',
  time: '2026-01-01T00:00:00Z',
  region: 'us-east-1',
  resources: ['arn:x'],
  detail: {
    name: 'Ann "A" Lee',
    age: 42,
    admin: true,
    tags: ['a', 'b'],
    deep: { list: [{ id: 7 }, { id: 8 }] },
  },
};
const rule = {
  name: 'rule',
  arn: 'arn:aws:events:us-east-1:000000000000:rule/rule',
  ingestedAt: '2026-01-01T00:00:01Z',
};
const fill = (InputTemplate: string) =>
  transform(
    {
      InputTemplate,
      InputPathsMap: {
        name: '$.detail.name',
        age: '$.detail.age',
        admin: '$.detail.admin',
        tags: '$.detail.tags',
        deep: '$.detail.deep',
        id: '$.detail.deep.list[1].id',
        ids: '$.detail.deep.list[*].id',
        type: '$.detail-type',
        none: '$.detail.none',
      },
    },
    event,
    rule,
  );

// EventBridge user guide, "Amazon EventBridge input transformation".
describe('an input transformer', () => {
  it.each([
    ['{"n": <name>, "a": <age>, "x": <admin>}', { n: 'Ann "A" Lee', a: 42, x: true }],
    ['{"t": <tags>, "d": <deep>}', { t: ['a', 'b'], d: { list: [{ id: 7 }, { id: 8 }] } }],
    ['{"path": "users/<id>/<age>"}', { path: 'users/8/42' }],
    ['{"quoted": "<name>"}', { quoted: 'Ann "A" Lee' }],
    ['{"ids": <ids>}', { ids: [7, 8] }],
    ['{"none": <none>, "quoted": "<none>"}', { none: '', quoted: '' }],
    ['{"escaped \\" quote": <age>}', { 'escaped " quote': 42 }],
    ['{"rule": <aws.events.rule-name>}', { rule: 'rule' }],
    ['{"at": <aws.events.event.ingestion-time>}', { at: '2026-01-01T00:00:01Z' }],
    ['{"all": <aws.events.event.json>}', { all: event }],
    ['<detail>', undefined],
  ])('makes of %s', (template, expected) => {
    const filled = fill(template.replace('<detail>', '<tags> and more'));
    expect(filled && (JSON.parse(filled) as unknown)).toEqual(expected);
  });

  it('makes a text of a text, with lists and objects bare', () => {
    expect(fill('"<type> of <id>: <tags>, <deep>, <none>."')).toBe(
      '"user.registered of 8: [a,b], {list:[{id:7},{id:8}]}, ."',
    );
  });

  it('makes lines of lines', () => {
    expect(fill('"<age> years"\n"<id>"')).toBe('"42 years"\n"8"');
  });

  it('makes nothing when a list in quotes breaks the JSON', () => {
    expect(fill('{"t": "<tags>"}')).toBeUndefined();
  });

  it('knows the event without its detail', () => {
    const { all } = JSON.parse(fill('{"all": <aws.events.event>}')!) as { all: Record<string, unknown> };
    expect(all).toMatchObject({ id: 'the-id', detailType: 'user.registered' });
    expect(all).not.toHaveProperty('detail');
  });

  it('is refused for a placeholder without a path', () => {
    expect(() => checkTemplate('target', { InputTemplate: '"<what>"', InputPathsMap: {} })).toThrow(
      'InputTemplate for target target contains invalid placeholder what.',
    );
  });
});
