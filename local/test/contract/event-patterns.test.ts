import { EventBridgeClient, TestEventPatternCommand } from '@aws-sdk/client-eventbridge';
import { contractCloud } from './contract-cloud';

const cloud = contractCloud();
const client = () => new EventBridgeClient(cloud.config);

async function matches(pattern: object, detail: object): Promise<boolean | undefined> {
  const event = {
    ...{
      id: '1',
      account: '123456789012',
      source: 'shop',
      time: '2026-01-01T00:00:00Z',
      region: 'us-east-1',
    },
    ...{ 'detail-type': 'ordered', resources: ['arn:aws:s3:::a'], detail },
  };
  const input = { EventPattern: JSON.stringify(pattern), Event: JSON.stringify(event) };
  return (await client().send(new TestEventPatternCommand(input))).Result;
}

// EventBridge user guide, "Comparison operators for use in event patterns" and "Creating event patterns" unless a row says more.
describe('an event pattern', () => {
  it.each<[rule: string, filter: unknown, yes: unknown[], no: unknown[]]>([
    ['matches a text exactly, with its case', ['abc'], ['abc'], ['ABC', 'abcd', '']],
    ['matches one of several values', ['a', 'b'], ['a', 'b'], ['c']],
    ['tells a number from its text', [300], [300, 300.0, 3.0e2], ['300']],
    ['matches true, false and null by themselves', [null, true], [null, true], ['null', false, '']],
    ['matches an empty text', [''], [''], [null, ' ']],
    ['matches one element of an array', ['b'], [['a', 'b']], [['a'], []]],
    ['matches a prefix', [{ prefix: 'ab' }], ['ab', 'abc'], ['Abc', 'cab', 1]],
    ['matches a prefix without case', [{ prefix: { 'equals-ignore-case': 'ab' } }], ['ABc', 'abc'], ['bab']],
    ['matches a suffix', [{ suffix: '.png' }], ['a.png', '.png'], ['a.PNG', 'png']],
    ['matches a suffix without case', [{ suffix: { 'equals-ignore-case': '.png' } }], ['a.PNG'], ['a.gif']],
    ['matches without case', [{ 'equals-ignore-case': 'alice' }], ['ALICE', 'alice'], ['alic']],
    ['matches a wildcard', [{ wildcard: 'a*c/*.x' }], ['ac/.x', 'abc/d.x'], ['ab/d.x', 'xac/.x']],
    ['takes an escaped star for a star', [{ wildcard: 'a\\*b' }], ['a*b'], ['axb']],
    ['matches anything but a value', [{ 'anything-but': 'a' }], ['b', 'A', 1], ['a']],
    ['matches anything but a list', [{ 'anything-but': ['a', 'b'] }], ['c'], ['a', 'b']],
    ['matches anything but a number', [{ 'anything-but': [1, 2] }], [3, '1'], [1, 2]],
    ['matches anything but a prefix', [{ 'anything-but': { prefix: 'a' } }], ['b'], ['ab']],
    [
      'matches anything but several prefixes',
      [{ 'anything-but': { prefix: ['a', 'b'] } }],
      ['c'],
      ['ab', 'b'],
    ],
    ['matches anything but a suffix', [{ 'anything-but': { suffix: ['x', 'y'] } }], ['az'], ['ax', 'y']],
    ['matches anything but a wildcard', [{ 'anything-but': { wildcard: '*/lib/*' } }], ['a/b'], ['a/lib/b']],
    [
      'matches anything but a text without case',
      [{ 'anything-but': { 'equals-ignore-case': ['a', 'b'] } }],
      ['c'],
      ['A', 'b'],
    ],
    ['matches a number by =', [{ numeric: ['=', 5] }], [5, 5.0], ['5', 4]],
    ['matches a range of numbers', [{ numeric: ['>', 0, '<=', 5] }], [0.1, 5], [0, 5.01, '1']],
    ['matches below zero', [{ numeric: ['<', -1.5] }], [-2], [-1.5, 0]],
    ['matches what is there', [{ exists: true }], ['', null, 0], []],
    ['matches an address range of IPv4', [{ cidr: '10.0.0.0/24' }], ['10.0.0.255'], ['10.0.1.0', 'x']],
    ['matches an address range of IPv6', [{ cidr: '2001:db8::/32' }], ['2001:db8::1'], ['2001:db9::1']],
    [
      'matches one of several filters',
      [{ prefix: 'a' }, { numeric: ['=', 1] }, 'z'],
      ['ab', 1, 'z'],
      ['b', 2],
    ],
  ])('%s', async (_rule, filter, yes, no) => {
    const pattern = { detail: { value: filter } };
    for (const value of yes) expect([value, await matches(pattern, { value })]).toEqual([value, true]);
    for (const value of no) expect([value, await matches(pattern, { value })]).toEqual([value, false]);
  });

  it('matches what is not there', async () => {
    const pattern = { detail: { value: [{ exists: false }] } };
    expect(await matches(pattern, { other: 1 })).toBe(true);
    expect(await matches(pattern, { value: null })).toBe(false);
  });

  it('looks at leaves only where it asks whether something exists', async () => {
    // "Exists matching only works on leaf nodes."
    expect(await matches({ detail: { value: [{ exists: true }] } }, { value: { inner: 1 } })).toBe(false);
  });

  it('needs every field that it names', async () => {
    const pattern = { source: ['shop'], detail: { a: [1], b: [2] } };
    expect(await matches(pattern, { a: 1, b: 2, c: 3 })).toBe(true);
    expect(await matches(pattern, { a: 1 })).toBe(false);
  });

  it('needs one of the alternatives of $or', async () => {
    const pattern = { detail: { $or: [{ a: [{ numeric: ['>', 10] }] }, { b: ['x'] }] } };
    expect(await matches(pattern, { a: 11 })).toBe(true);
    expect(await matches(pattern, { a: 1, b: 'x' })).toBe(true);
    expect(await matches(pattern, { a: 1, b: 'y' })).toBe(false);
  });

  it('finds fields inside an array of objects, of one element together', async () => {
    const pattern = { detail: { items: { name: ['a'], size: [1] } } };
    expect(await matches(pattern, { items: [{ name: 'b' }, { name: 'a', size: 1 }] })).toBe(true);
    expect(
      await matches(pattern, {
        items: [
          { name: 'a', size: 2 },
          { name: 'b', size: 1 },
        ],
      }),
    ).toBe(false);
  });

  it('matches fields of the envelope', async () => {
    expect(await matches({ resources: ['arn:aws:s3:::a'] }, {})).toBe(true);
    expect(await matches({ 'detail-type': [{ prefix: 'order' }] }, {})).toBe(true);
    expect(await matches({ account: ['1'] }, {})).toBe(false);
  });
});

describe('a pattern that AWS refuses', () => {
  it.each<[rule: string, pattern: unknown]>([
    ['is no object', []],
    ['has a value that is not in an array', { source: 'shop' }],
    ['is empty', {}],
    ['has an empty array', { source: [] }],
    ['has an empty object', { detail: {} }],
    ['has an unknown filter', { source: [{ begins: 'a' }] }],
    ['has a filter with two operators', { source: [{ prefix: 'a', suffix: 'b' }] }],
    ['has a prefix that is no text', { source: [{ prefix: 1 }] }],
    ['has a numeric filter without a number', { detail: { a: [{ numeric: ['>', 'x'] }] } }],
    ['has a numeric filter with an unknown comparison', { detail: { a: [{ numeric: ['~', 1] }] } }],
    ['has a numeric range without anything in it', { detail: { a: [{ numeric: ['>', 5, '<', 1] }] } }],
    ['has exists with something else than true or false', { detail: { a: [{ exists: 'yes' }] } }],
    ['has a cidr that is none', { detail: { a: [{ cidr: '10.0.0/24' }] } }],
    ['has two stars side by side', { detail: { a: [{ wildcard: 'a**b' }] } }],
    ['has an escape of something else than a star or a backslash', { detail: { a: [{ wildcard: 'a\\b' }] } }],
    ['has anything-but with an empty list', { detail: { a: [{ 'anything-but': [] }] } }],
    [
      'has anything-but with an object that it does not know',
      { detail: { a: [{ 'anything-but': { exists: true } }] } },
    ],
    ['has $or with one alternative', { detail: { $or: [{ a: [1] }] } }],
  ])('%s', async (_rule, pattern) => {
    await expect(matches(pattern as object, {})).rejects.toMatchObject({
      name: 'InvalidEventPatternException',
      message: expect.stringMatching(/^Event pattern is not valid\. Reason: /) as string,
    });
  });

  it('an event without what every event has is refused', async () => {
    // API reference, TestEventPattern: "The following members are required".
    const input = { EventPattern: '{"source":["a"]}', Event: '{"id":"1"}' };
    await expect(client().send(new TestEventPatternCommand(input))).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });
});
